//! The state of a listing in a word.

use leptos::prelude::*;

use crate::db::entities::asset::AssetStatus;
use crate::ui::badge::{Badge, Tone};

#[component]
pub fn StatusBadge(status: AssetStatus) -> impl IntoView {
    let (text, tone) = match status {
        AssetStatus::Draft => ("Draft", Tone::Neutral),
        AssetStatus::Published => ("Published", Tone::Good),
        AssetStatus::Unpublished => ("Unpublished", Tone::Waiting),
        AssetStatus::Removed => ("Taken down", Tone::Bad),
    };
    view! { <Badge text=text tone=tone /> }
}
