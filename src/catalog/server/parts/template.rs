//! What a template looks like when it is used: the seller's live demo, its page in a frame, and what it is built with.

use leptos::prelude::*;

use crate::catalog::server::listing::{FileLine, Listing};
use crate::catalog::types::Kind;

#[component]
pub fn Template<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    (listing.kind == Kind::Template).then(|| {
        let showcase = &listing.showcase;
        let demo = showcase.demo_url.clone().filter(|url| !url.is_empty());
        let framed = framed(listing).is_some();
        let stack: Vec<String> = showcase.stack().map(str::to_owned).collect();
        let title = listing.title.clone();
        let src = format!("{}/preview", listing.path());
        let seen = (demo.is_some() || framed).then(|| {
            view! {
                <h2>"See it at work"</h2>
                {demo.map(|url| view! { <Demo url=url /> })}
                {framed.then(|| view! { <Frame title=title src=src /> })}
            }
        });
        (seen.is_some() || !stack.is_empty()).then(|| {
            view! {
                <section class="section" id="template">
                    {seen} {(!stack.is_empty()).then(|| view! { <Stack names=stack /> })}
                </section>
            }
        })
    })
}

/// The file whose page may be framed: where the seller allows it, the first that has one.
pub fn framed(listing: &Listing) -> Option<&FileLine> {
    let allowed = listing.kind == Kind::Template && listing.showcase.frames;
    listing.files.iter().find(|file| allowed && file.inside.page_key.is_some())
}

/// Somebody else's address: it is told which, and that a tab opens.
#[component]
fn Demo(url: String) -> impl IntoView {
    let host =
        url.trim_start_matches("https://").split(['/', '?', '#']).next().unwrap_or_default().to_owned();
    view! {
        <p>
            <a class="btn" href=url target="_blank" rel="nofollow noopener noreferrer ugc">
                "Open the live demo"
                <span class="sr-only">" (opens a new tab)"</span>
            </a>
            " "
            <span class="muted">{format!("Opens a new tab at {host}, which is the seller’s own.")}</span>
        </p>
    }
}

/// Lazy, in what is folded away: nothing of it is loaded before it is opened, and no script is needed for that.
#[component]
fn Frame(title: String, src: String) -> impl IntoView {
    // The macro knows no `loading` of frames.
    let frame = leptos::html::iframe()
        .src(src)
        .title(format!("Preview of {title}"))
        .sandbox("allow-scripts")
        .referrerpolicy("no-referrer")
        .width("1280")
        .height("800")
        .attr("loading", "lazy");
    view! {
        <details class="more template-frame">
            <summary>"Preview the page here"</summary>
            <p class="muted">
                "The page by itself, in a closed frame: it cannot reach the shop, and what it would load from elsewhere is missing."
            </p>
            {frame}
        </details>
    }
}

#[component]
fn Stack(names: Vec<String>) -> impl IntoView {
    let names = names.into_iter().map(|name| view! { <li class="chip">{name}</li> });
    view! {
        <h3>"Built with"</h3>
        <ul class="chips" aria-label="Built with">
            {names.collect_view()}
        </ul>
    }
}
