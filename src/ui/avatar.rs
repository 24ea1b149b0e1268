//! The picture of a person, or their initials. It stands beside their name, so it says nothing by itself.

use leptos::prelude::*;

use crate::kit::avatar::{initials, src};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// In a line of text.
    Small,
    #[default]
    Normal,
    Large,
}

impl AvatarSize {
    /// Its class, the pixels it takes on a page, and the file that is sharp enough.
    fn told(self) -> (&'static str, u32, u32) {
        match self {
            Self::Small => ("avatar avatar-small", 32, 64),
            Self::Normal => ("avatar", 44, 256),
            Self::Large => ("avatar avatar-large", 72, 256),
        }
    }
}

#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    /// The stem of the picture in storage, if there is one.
    picture: Option<String>,
    #[prop(optional)] size: AvatarSize,
) -> impl IntoView {
    let (class, pixels, file) = size.told();
    match picture {
        Some(stem) => {
            view! { <img class=class src=src(&stem, file) alt="" width=pixels height=pixels decoding="async" /> }
                .into_any()
        }
        None => view! {
            <span class=class aria-hidden="true">
                {initials(&name)}
            </span>
        }
        .into_any(),
    }
}
