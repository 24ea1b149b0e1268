//! Short states in a coloured pill; the words carry the meaning, the colour only helps.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Good,
    Waiting,
    Bad,
    Accent,
}

#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] tone: Tone) -> impl IntoView {
    let class = match tone {
        Tone::Neutral => "pill",
        Tone::Good => "pill pill-good",
        Tone::Waiting => "pill pill-waiting",
        Tone::Bad => "pill pill-bad",
        Tone::Accent => "pill pill-accent",
    };
    view! { <span class=class>{text}</span> }
}
