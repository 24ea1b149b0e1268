//! 410: it was here, and will not come back.

use axum::http::StatusCode;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

use crate::catalog::types::Kind;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::head::PageHead;

#[component]
pub fn Gone(
    title: &'static str,
    words: &'static str,
    /// What was looked for, to lead to others of it.
    #[prop(optional)]
    kind: Option<Kind>,
) -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::GONE);
    }
    let alike =
        kind.map(|kind| (format!("/assets?kind={}", kind.code()), format!("More {}", in_a_sentence(kind))));
    view! {
        <PageHead title=title unlisted=true />
        <div class="error-page">
            <p class="error-code" aria-hidden="true">
                "410"
            </p>
            <h1>{title}</h1>
            <p>{words}</p>
            <div class="empty-actions">
                <LinkButton href="/assets" weight=Weight::Primary>
                    "Browse the shop"
                </LinkButton>
                {alike.map(|(href, words)| view! { <LinkButton href=href>{words}</LinkButton> })}
                <LinkButton href="/library">"Your library"</LinkButton>
            </div>
        </div>
    }
}

fn in_a_sentence(kind: Kind) -> String {
    match kind {
        Kind::Model => kind.plural().to_owned(),
        other => other.plural().to_lowercase(),
    }
}
