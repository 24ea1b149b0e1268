//! The way to keep the search one looks at. The same link for all, so that the page stays the same for all.

use leptos::prelude::*;

use crate::catalog::rules::filter::Filter;
use crate::catalog::server::links::href;

/// Where somebody's searches stand; with a search's own query, where it is saved.
pub const SEARCHES: &str = "/account/searches";

/// Nothing where everything is asked for.
#[component]
pub fn SaveSearch(filter: Filter) -> impl IntoView {
    filter.is_narrowed().then(|| {
        view! {
            <p class="save-search">
                <a class="link" href=href(SEARCHES, &filter) rel="nofollow">
                    "Save this search"
                </a>
            </p>
        }
    })
}
