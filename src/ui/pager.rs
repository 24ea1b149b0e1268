//! The links to the pages before and after this one of a list.

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

/// For lists that are paged both ways; nothing when all stands on one page.
#[component]
pub fn Pager(
    /// The whole addresses.
    previous: Option<String>,
    next: Option<String>,
) -> impl IntoView {
    (previous.is_some() || next.is_some()).then(|| {
        let words = if previous.is_some() { "Next page" } else { "Load more" };
        view! {
            <nav class="pager" aria-label="More results">
                {previous
                    .map(|href| {
                        view! {
                            <a class="btn" rel="prev" href=href>
                                "Previous page"
                            </a>
                        }
                    })}
                {next
                    .map(|href| {
                        view! {
                            <a class="btn" rel="next" href=href>
                                {words}
                            </a>
                        }
                    })}
            </nav>
        }
    })
}
