//! What somebody who begins to type may be looking for. Anyone may ask.

use super::browse_assets::find;
use super::links::href;
use super::store::{browse, cards, vocabulary};
use crate::catalog::rules::facets::Facet;
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::search::meant::Meant;
use crate::catalog::rules::search::tokens::tokens;
use crate::catalog::rules::search::words;
use crate::catalog::types::Shelf;
use crate::kit::error::AppResult;
use crate::server::state::State;

/// One of what may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub words: String,
    /// What it is: "search", "category", "tag", or the price of a listing.
    pub note: String,
    pub href: String,
}

const SEARCHES: usize = 3;
const CATEGORIES: usize = 2;
const TAGS: usize = 2;
const LISTINGS: usize = 4;

/// Three statements; one when there is nothing to go by.
pub async fn suggest(state: &State, typed: &str) -> AppResult<Vec<Suggestion>> {
    let words = words(typed)?;
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let (shelves, meant) = vocabulary::read(&state.db, &words).await?;
    let filter = Filter { q: typed.to_owned(), words: words.clone(), ..Filter::default() };
    let hits = find(state, &filter, &meant).await?;
    let best: Vec<_> = hits.fitting.iter().take(LISTINGS).map(|mark| mark.id).collect();
    let best = cards::cards(browse::by_ids(&state.db, &best).await?)?;
    let mut found = searches(&meant);
    found.extend(categories(&shelves, &words));
    let last = words.last().map(String::as_str).unwrap_or_default();
    let tags = hits.facets.counts.top(Facet::Tag, usize::MAX).into_iter();
    let begun = tags.filter(|(slug, _)| slug.split('-').any(|word| word.starts_with(last)));
    found.extend(begun.take(TAGS).map(|(slug, _)| Suggestion {
        words: format!("#{slug}"),
        note: "tag".into(),
        href: href("/assets", &Filter { tag: Some(slug), ..Filter::default() }),
    }));
    found.extend(best.into_iter().map(|card| Suggestion {
        note: if card.price.minor == 0 { "Free".into() } else { card.price.to_string() },
        href: card.path(),
        words: card.title,
    }));
    Ok(found)
}

/// The search with its last word ended, or with its slips mended.
fn searches(meant: &[Meant]) -> Vec<Suggestion> {
    let Some((last, before)) = meant.split_last() else { return Vec::new() };
    let before: Vec<&str> =
        before.iter().map(|word| word.corrections.first().unwrap_or(&word.typed).as_str()).collect();
    let ends = last.completions.iter().chain(&last.corrections).take(SEARCHES);
    ends.map(|end| {
        let words = before.iter().copied().chain([end.as_str()]).collect::<Vec<_>>().join(" ");
        let filter = Filter { q: words.clone(), ..Filter::default() };
        Suggestion { href: href("/assets", &filter), note: "search".into(), words }
    })
    .collect()
}

/// Those whose name holds a beginning of each word.
fn categories(shelves: &[Shelf], words: &[String]) -> Vec<Suggestion> {
    let is_named = |shelf: &&Shelf| {
        let name = tokens(&shelf.name);
        words.iter().all(|word| name.iter().any(|own| own.starts_with(word.as_str())))
    };
    let suggestion = |shelf: &Shelf| Suggestion {
        words: shelf.name.clone(),
        note: "category".into(),
        href: format!("/categories/{}", shelf.slug),
    };
    shelves.iter().filter(is_named).take(CATEGORIES).map(suggestion).collect()
}
