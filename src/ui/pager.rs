//! The link to the next page of a list.

use leptos::prelude::*;

use crate::ui::button::LinkButton;

/// Nothing when there is no next page.
#[component]
pub fn NextPage(
    /// The whole address of the next page.
    href: Option<String>,
    #[prop(into, default = "Load more".into())] words: String,
) -> impl IntoView {
    href.map(|href| {
        view! {
            <nav class="pager" aria-label="More results">
                <LinkButton href=href>{words}</LinkButton>
            </nav>
        }
    })
}
