//! The row of filters above a list: a form that asks for the same page with other words in its address.

use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{SelectField, TextField};

#[component]
pub fn Filters(
    /// The list's address.
    path: &'static str,
    /// Whether there is something to clear.
    narrowed: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <form method="get" action=path class="filters" role="search" aria-label="Narrow the list">
            {children()}
            <div class="filters-act">
                <Submit>"Show"</Submit>
                {narrowed
                    .then(|| {
                        view! {
                            <LinkButton href=path weight=Weight::Quiet>
                                "Clear"
                            </LinkButton>
                        }
                    })}
            </div>
        </form>
    }
}

/// The filters of what hangs on a listing: words of it, and a status.
#[component]
pub fn QueueFilters<'a>(
    path: &'static str,
    asked: &'a Asked,
    /// What is shown where no status is chosen.
    all: &'static str,
    statuses: &'static [(&'static str, &'static str)],
) -> impl IntoView + use<> {
    let (search, status) =
        (asked.search.clone().unwrap_or_default(), asked.status.clone().unwrap_or_default());
    view! {
        <Filters path=path narrowed=asked.is_narrowed()>
            <TextField name="search" label="Title, tag or seller" kind="search" value=search />
            <SelectField name="status" label="Status" options=options(all, statuses) value=status />
        </Filters>
    }
}

/// `(value, words)` pairs as a select's options, with a first one for no choice.
pub fn options(all: &str, choices: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = std::iter::once((String::new(), all.to_owned()));
    all.chain(choices.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned()))).collect()
}
