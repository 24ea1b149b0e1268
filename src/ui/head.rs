//! What a page says of itself in `<head>`.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::ui::escape::escape;

/// The title (without the shop's name), a description for people who search, and the page's one true path.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    #[prop(into, optional)] canonical: String,
    /// Absolute address of a picture for links shared elsewhere.
    #[prop(into, optional)]
    picture: String,
    /// Keep private and endless pages out of search engines.
    #[prop(optional)]
    unlisted: bool,
) -> impl IntoView {
    let full = format!("{title} · ProSets");
    view! {
        <Title text=escape(&full) />
        <Meta property="og:title" content=title />
        {(!description.is_empty())
            .then(|| {
                view! {
                    <Meta name="description" content=description.clone() />
                    <Meta property="og:description" content=description />
                }
            })}
        {(!canonical.is_empty()).then(|| view! { <Link rel="canonical" href=canonical /> })}
        {(!picture.is_empty()).then(|| view! { <Meta property="og:image" content=picture /> })}
        {unlisted.then(|| view! { <Meta name="robots" content="noindex" /> })}
    }
}
