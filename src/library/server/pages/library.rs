//! `/library`

use leptos::prelude::*;

use crate::kit::paging::PageSize;
use crate::kit::time;
use crate::library::server::entries::entries;
use crate::library::server::parts::files::Files;
use crate::library::types::Entry;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;
use crate::ui::pager::NextPage;
use crate::ui::thumb::Thumbnail;

#[component]
pub fn LibraryPage() -> impl IntoView {
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let after = cx.query("after");
        let page = entries(&cx.state, &buyer, after.as_deref(), PageSize::DEFAULT).await?;
        let next = page.next.map(|cursor| format!("/library?after={cursor}"));
        let shelf = if page.items.is_empty() {
            view! { <Nothing /> }.into_any()
        } else {
            let entries =
                page.items.into_iter().map(|entry| view! { <Shelved entry=entry /> }).collect_view();
            view! {
                <ul class="lines" aria-label="What you own">
                    {entries}
                </ul>
            }
            .into_any()
        };
        Ok(view! {
            <PageHead title="Library" unlisted=true />
            <PageTitle title="Library" lede="Everything you own, ready to download as often as you like." />
            {shelf}
            <NextPage href=next />
        })
    })
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState title="Nothing here yet" text="What you buy stays here, with its files, licence key and later versions.">
            <LinkButton href="/assets" weight=Weight::Primary>
                "Browse the shop"
            </LinkButton>
            <LinkButton href="/orders">"Your orders"</LinkButton>
        </EmptyState>
    }
}

#[component]
fn Shelved(entry: Entry) -> impl IntoView {
    let href = format!("/library/{}", entry.id);
    let update =
        entry.update().map(|number| view! { <Badge text=format!("Update {number}") tone=Tone::Accent /> });
    let number = entry.newest().map_or(entry.bought_version.clone(), |release| release.number.clone());
    let files = entry.newest().map(|release| release.files.clone()).unwrap_or_default();
    view! {
        <li class="line">
            <Thumbnail picture=entry.thumb.clone() />
            <div class="line-what">
                <p class="line-title">
                    <a href=href>{entry.title.clone()}</a>
                    {update}
                </p>
                <p class="muted">
                    {format!("by {} · version {number} · since {}", entry.seller_name, time::day(entry.granted_at))}
                </p>
                <Files files=files />
                <p class="muted">
                    {entry.licence_name.clone()} " · " <code class="licence-key">{entry.licence_key.clone()}</code>
                </p>
            </div>
        </li>
    }
}
