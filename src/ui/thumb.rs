//! A small picture of a listing, in a frame that keeps its place.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::ui::icon::{Glyph, Icon};

/// A picture's address; what it shows is told by the title beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thumb {
    pub src: String,
    pub width: i32,
    pub height: i32,
}

#[component]
pub fn Thumbnail(picture: Option<Thumb>) -> impl IntoView {
    let Some(picture) = picture else {
        return view! {
            <span class="thumb thumb-empty">
                <Glyph icon=Icon::Package />
            </span>
        }
        .into_any();
    };
    view! {
        <span class="thumb">
            <img src=picture.src alt="" width=picture.width height=picture.height loading="lazy" decoding="async" />
        </span>
    }
    .into_any()
}
