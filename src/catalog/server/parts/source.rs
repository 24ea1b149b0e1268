//! The files of a snippet as a list to choose from, and the first lines of the one that is chosen. Choosing is a link,
//! so it needs no script; the part that costs something never comes near the page.

use std::sync::Arc;

use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::code::Code;
use super::files::size_words;
use crate::catalog::rules::opening;
use crate::catalog::server::highlight;
use crate::catalog::server::listing::{FileLine, Listing};
use crate::catalog::server::store::peeks;
use crate::catalog::types::Kind;
use crate::kit::error::AppResult;
use crate::server::state::State;

pub struct Source {
    tree: Vec<Leaf>,
    shown: Shown,
}

struct Leaf {
    name: String,
    size_bytes: i64,
    /// Whether its text can be shown, and whether it is.
    readable: bool,
    current: bool,
}

struct Shown {
    name: String,
    language: &'static str,
    html: Option<Arc<str>>,
    lines: usize,
    hidden: usize,
}

/// One statement where there is something to show, otherwise none. `asked` is the name of a file.
pub async fn source(state: &State, listing: &Listing, asked: Option<&str>) -> AppResult<Option<Source>> {
    if listing.kind != Kind::Snippet || (listing.files.len() == 1 && !listing.excerpts.is_empty()) {
        return Ok(None);
    }
    let readable = || listing.files.iter().filter(|file| language(file).is_some());
    let chosen = readable().find(|file| Some(file.name.as_str()) == asked).or_else(|| readable().next());
    let Some((file, (token, language_name))) = chosen.and_then(|file| Some((file, language(file)?))) else {
        return Ok(None);
    };
    let kept = peeks::opening(&state.db, file.id).await?.unwrap_or_default();
    let count = |number: i64| usize::try_from(number).unwrap_or_default();
    let (lines, bytes) = (file.inside.lines.map_or(0, count), count(file.size_bytes));
    let part = opening::shown(&kept, lines, bytes, listing.price.is_zero());
    let html = match part.text {
        "" => None,
        text => Some(highlight::to_html(token, text.trim_end_matches('\n')).await),
    };
    let leaf = |line: &FileLine| Leaf {
        name: line.name.clone(),
        size_bytes: line.size_bytes,
        readable: language(line).is_some(),
        current: line.id == file.id,
    };
    let name = file.name.clone();
    let shown = Shown { name, language: language_name, html, lines: part.lines, hidden: part.hidden };
    Ok(Some(Source { tree: listing.files.iter().map(leaf).collect(), shown }))
}

fn language(file: &FileLine) -> Option<(&'static str, &'static str)> {
    file.inside.language(&file.name)
}

#[component]
pub fn SourceView(source: Source) -> impl IntoView {
    let Source { tree, shown } = source;
    let rest = rest(&shown);
    let code = shown.html.map(|html| {
        view! { <Code id="source-code" name=shown.name language=shown.language html=html /> }
    });
    view! {
        <section class="source" id="source" aria-label="Source">
            {(tree.len() > 1).then(|| view! { <Tree leaves=tree /> })}
            <div class="source-text">{code} {rest.map(|words| view! { <p class="muted">{words}</p> })}</div>
        </section>
    }
}

#[component]
fn Tree(leaves: Vec<Leaf>) -> impl IntoView {
    let leaves = leaves.into_iter().map(|leaf| {
        let href = format!("?file={}#source", utf8_percent_encode(&leaf.name, NON_ALPHANUMERIC));
        let name = if leaf.readable {
            let current = leaf.current.then_some("true");
            view! {
                <a href=href rel="nofollow" aria-current=current>
                    {leaf.name}
                </a>
            }
            .into_any()
        } else {
            view! { <span>{leaf.name}</span> }.into_any()
        };
        view! {
            <li>
                {name}
                <span class="muted">{size_words(leaf.size_bytes)}</span>
            </li>
        }
    });
    view! {
        <nav class="source-tree" aria-label="Files of this snippet">
            <ul>{leaves.collect_view()}</ul>
        </nav>
    }
}

/// What is not there, in words.
fn rest(shown: &Shown) -> Option<String> {
    let lines = |n: usize| if n == 1 { "1 line".to_owned() } else { format!("{n} lines") };
    match (shown.lines, shown.hidden) {
        (_, 0) if shown.html.is_some() => None,
        (0, 0) => Some(format!("{} is empty.", shown.name)),
        (0, all) => Some(format!("{} has {}: too little to show a part of it.", shown.name, lines(all))),
        (first, hidden) => {
            let all = first + hidden;
            Some(format!("The first {first} of {all} lines. The others come with the download."))
        }
    }
}
