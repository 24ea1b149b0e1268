//! Pages that can fail: an error becomes the house's own error page with its status, or the way to sign in.

use std::future::Future;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;
use leptos_axum::ResponseOptions;

use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Cx;
use crate::server::http_error;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::head::PageHead;

/// Renders what `build` makes of the request, or the page for its error.
pub fn page<F, V>(build: impl FnOnce(Cx) -> F) -> impl IntoView
where
    F: Future<Output = AppResult<V>> + Send + 'static,
    V: IntoView + 'static,
{
    let built = Cx::current().map(build);
    // What was waited for is rendered by whoever polls, and without its owner would find no context, or another page's.
    let owner = Owner::current().unwrap_or_default();
    Suspend::new(async move {
        let view = match built {
            Ok(view) => view.await,
            Err(error) => Err(error),
        };
        let view = match view {
            Ok(view) => view.into_any(),
            Err(AppError::Unauthenticated) => sign_in_first().into_any(),
            Err(error) => view! { <ErrorPage error=error /> }.into_any(),
        };
        OwnedView::new_with_owner(view, owner)
    })
}

fn sign_in_first() -> impl IntoView {
    let here = Cx::current().map_or_else(|_| "/".into(), |cx| cx.request.path.clone());
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", &here).finish();
    leptos_axum::redirect(&format!("/sign-in?{query}"));
}

#[component]
pub fn ErrorPage(error: AppError) -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(http_error::status(&error));
    }
    let (title, text) = match &error {
        AppError::NotFound => (
            "This page is not here".to_owned(),
            "The address may be mistyped, or what stood here was taken down.".to_owned(),
        ),
        AppError::Forbidden(reason) => ("Not for this account".into(), reason.clone()),
        AppError::Internal => ("Something broke on our side".into(), error.to_string()),
        AppError::Validation(fields) => (
            "This address does not work".into(),
            fields.values().flatten().cloned().collect::<Vec<_>>().join(" "),
        ),
        other => ("That did not work".into(), other.to_string()),
    };
    let request_id = Cx::current().map(|cx| cx.request.id.clone()).unwrap_or_default();
    view! {
        <PageHead title=title.clone() unlisted=true />
        <div class="error-page">
            <p class="error-code" aria-hidden="true">
                {error.status()}
            </p>
            <h1>{title}</h1>
            <p>{text}</p>
            <div class="empty-actions">
                <LinkButton href="/assets" weight=Weight::Primary>
                    "Browse the shop"
                </LinkButton>
                <LinkButton href="/">"Home"</LinkButton>
            </div>
            <p class="request-id">"Request " <code>{request_id}</code></p>
        </div>
    }
}
