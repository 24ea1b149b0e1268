//! The colour of a picture, seen in its place until it is there. An attribute of an SVG, for pages hold no styles.

use leptos::prelude::*;

use crate::catalog::media;

#[component]
pub fn Tint(colour: Option<String>) -> impl IntoView {
    colour.filter(|colour| media::is_colour(colour)).map(|colour| {
        let sheet = format!("<svg color=\"{colour}\"></svg>");
        view! { <span class="tint" aria-hidden="true" inner_html=sheet></span> }
    })
}
