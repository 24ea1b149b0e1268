//! What was released, and the ways off the shelves.

use leptos::prelude::*;

use crate::db::entities::asset::AssetStatus;
use crate::db::entities::version::{self, VersionStatus};
use crate::kit::time;
use crate::sell::server::listing::Listing;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn Versions<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let released: Vec<_> =
        listing.versions.iter().filter(|version| version.status != VersionStatus::Draft).cloned().collect();
    if released.is_empty() {
        return ().into_any();
    }
    let current = listing.asset.current_version_id;
    let new = listing.draft().is_none().then(|| format!("/sell/{}/versions/new", listing.asset.id));
    view! {
        <section class="card" aria-labelledby="versions-title">
            <h2 id="versions-title">"Versions"</h2>
            <ul class="version-list">
                {released.into_iter().map(|version| row(&version, Some(version.id) == current)).collect_view()}
            </ul>
            {new.map(|href| view! { <LinkButton href=href>"New version"</LinkButton> })}
        </section>
    }
    .into_any()
}

fn row(version: &version::Model, is_current: bool) -> impl IntoView + use<> {
    let at = version.released_at.unwrap_or(version.created_at);
    let withdrawn = version.status == VersionStatus::Yanked;
    view! {
        <li>
            <strong>{version.number.clone()}</strong>
            <time class="muted" datetime=at.to_rfc3339()>
                {time::day(at)}
            </time>
            {is_current.then(|| view! { <Badge text="Current" tone=Tone::Good /> })}
            {withdrawn.then(|| view! { <Badge text="Withdrawn" tone=Tone::Bad /> })}
        </li>
    }
}

/// Unpublish what is on the shelves, delete what never was.
#[component]
pub fn Leaving<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let (id, lock) = (listing.asset.id.to_string(), listing.asset.lock_version.to_string());
    if listing.asset.status == AssetStatus::Published {
        return view! {
            <Form
                action="/api/fn/unpublish_listing"
                confirm="Take this listing from the shelves? Who bought it keeps it, and you can publish it again."
            >
                <Hidden name="asset_id" value=id />
                <Hidden name="lock_version" value=lock />
                <Submit weight=Weight::Danger class="btn-block">
                    "Unpublish"
                </Submit>
            </Form>
        }
        .into_any();
    }
    if listing.asset.published_at.is_some() {
        return ().into_any();
    }
    view! {
        <Form action="/api/fn/delete_draft" confirm="Delete this draft with its files and pictures?">
            <Hidden name="asset_id" value=id />
            <Submit weight=Weight::Danger class="btn-block">
                "Delete draft"
            </Submit>
        </Form>
    }
    .into_any()
}
