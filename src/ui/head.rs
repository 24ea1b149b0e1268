//! What a page says of itself in `<head>`.

use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

use crate::kit::language::alternates;
use crate::ui::escape::escape;

/// Pixels of the pictures that stand for a page elsewhere.
pub const PICTURE_SIZE: (u32, u32) = (1200, 630);

/// The title (without the shop's name), a description for people who search, and the page's one true address.
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(into, optional)] description: String,
    /// Absolute.
    #[prop(into, optional)]
    canonical: String,
    /// Absolute address of a picture for links shared elsewhere, of [`PICTURE_SIZE`].
    #[prop(into, optional)]
    picture: String,
    /// What it shows.
    #[prop(into, optional)]
    picture_alt: String,
    /// As Open Graph names it.
    #[prop(default = "website")]
    kind: &'static str,
    /// Keep private and endless pages out of search engines.
    #[prop(optional)]
    unlisted: bool,
) -> impl IntoView {
    let full = format!("{title} · ProSets");
    let card = if picture.is_empty() { "summary" } else { "summary_large_image" };
    view! {
        <Title text=escape(&full) />
        <Meta property="og:title" content=title />
        <Meta property="og:type" content=kind />
        <Meta property="og:site_name" content="ProSets" />
        <Meta name="twitter:card" content=card />
        {(!description.is_empty())
            .then(|| {
                view! {
                    <Meta name="description" content=description.clone() />
                    <Meta property="og:description" content=description />
                }
            })}
        {(!canonical.is_empty())
            .then(|| {
                view! {
                    {alternates(&canonical)
                        .into_iter()
                        .map(|(language, href)| {
                            view! { <Link rel="alternate" hreflang=language href=href /> }
                        })
                        .collect_view()}
                    <Meta property="og:url" content=canonical.clone() />
                    <Link rel="canonical" href=canonical />
                }
            })}
        {(!picture.is_empty())
            .then(|| {
                view! {
                    <Meta property="og:image" content=picture />
                    <Meta property="og:image:width" content=PICTURE_SIZE.0.to_string() />
                    <Meta property="og:image:height" content=PICTURE_SIZE.1.to_string() />
                    <Meta property="og:image:alt" content=picture_alt />
                }
            })}
        {unlisted.then(|| view! { <Meta name="robots" content="noindex" /> })}
    }
}

/// Lets feed readers find what is new here.
#[component]
pub fn FeedLink(#[prop(into)] title: String, #[prop(into)] href: String) -> impl IntoView {
    view! { <Link rel="alternate" type_="application/rss+xml" title=title href=href /> }
}
