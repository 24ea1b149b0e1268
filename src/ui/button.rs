//! Buttons and links that look like them.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// The one act of the page.
    Primary,
    #[default]
    Normal,
    Quiet,
    Danger,
}

impl Weight {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Normal => "btn",
            Self::Quiet => "btn btn-ghost",
            Self::Danger => "btn btn-error btn-outline",
        }
    }
}

/// Sends the form it stands in.
#[component]
pub fn Submit(
    #[prop(optional)] weight: Weight,
    #[prop(into, optional)] class: String,
    /// Spoken instead of the content, where that is a picture or says too little.
    #[prop(into, optional)]
    label: String,
    children: Children,
) -> impl IntoView {
    view! {
        <button type="submit" class=format!("{} {class}", weight.class()) aria-label=(!label.is_empty()).then_some(label)>
            {children()}
        </button>
    }
}

#[component]
pub fn LinkButton(
    #[prop(into)] href: String,
    #[prop(optional)] weight: Weight,
    #[prop(into, optional)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a href=href class=format!("{} {class}", weight.class())>
            {children()}
        </a>
    }
}
