//! The order of a list, as links behind one button.

use leptos::prelude::*;

use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::sort::Sort;
use crate::catalog::server::links::sorted;

#[component]
pub fn SortMenu(path: String, filter: Filter) -> impl IntoView {
    view! {
        <details class="menu-button sort-menu" data-menu="">
            <summary>
                <span class="muted">"Sort: "</span>
                {filter.order().words()}
            </summary>
            <div class="menu-panel">
                {Sort::offered(!filter.words.is_empty())
                    .map(|sort| {
                        let current = (sort == filter.order()).then_some("true");
                        view! {
                            <a href=sorted(&path, &filter, sort) aria-current=current>
                                {sort.words()}
                            </a>
                        }
                    })
                    .collect_view()}
            </div>
        </details>
    }
}
