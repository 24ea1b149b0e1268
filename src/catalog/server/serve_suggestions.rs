//! `/parts/suggestions?q=`: the options of the search field, as HTML for `public/suggest.js`.

use axum::Router;
use axum::extract::{Query, State as Extract};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;

use super::suggest::{Suggestion, suggest};
use crate::server::http_error;
use crate::server::state::State;

/// The words of the shop change slowly.
const CACHED: &str = "public, max-age=60";

pub fn routes() -> Router<State> {
    Router::new().route("/parts/suggestions", get(suggestions))
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    q: String,
}

async fn suggestions(Extract(state): Extract<State>, Query(typed): Query<Typed>) -> Response {
    match suggest(&state, &typed.q).await {
        Ok(found) => {
            let headers = [
                (header::CACHE_CONTROL, CACHED),
                (header::HeaderName::from_static("x-robots-tag"), "noindex"),
            ];
            (headers, Html(options(found))).into_response()
        }
        // Nobody has to be told of what they have not finished typing.
        Err(error) if http_error::status(&error) == StatusCode::UNPROCESSABLE_ENTITY => {
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => http_error::status(&error).into_response(),
    }
}

fn options(found: Vec<Suggestion>) -> String {
    let option = |(n, suggestion): (usize, Suggestion)| {
        view! {
            <li id=format!("suggestion-{n}") role="option" aria-selected="false" data-href=suggestion.href>
                <span>{suggestion.words}</span>
                <small>{suggestion.note}</small>
            </li>
        }
    };
    found.into_iter().enumerate().map(option).collect_view().to_html()
}
