//! What stands behind a link from a mail. It is shown by GET and done by POST, for mail scanners open every link.

use leptos::prelude::*;

use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn ByLink(
    title: &'static str,
    /// Whether the link still works.
    open: bool,
    /// Why it may not.
    stale: &'static str,
    /// Where to go then, and its words.
    otherwise: (&'static str, &'static str),
    children: Children,
) -> impl IntoView {
    let (href, words) = otherwise;
    let inside = if open {
        view! { <div class="card stack">{children()}</div> }.into_any()
    } else {
        view! {
            <EmptyState title="This link does not work any more" text=stale>
                <LinkButton href=href weight=Weight::Primary>
                    {words}
                </LinkButton>
            </EmptyState>
        }
        .into_any()
    };
    view! {
        <PageHead title=title unlisted=true />
        <div class="narrow">
            <PageTitle title=title />
            {inside}
        </div>
    }
}
