//! `/assets/{slug}/preview`: sends a frame on to the page of a template, which lies where files lie. The shop's own
//! origin never serves it.

use axum::Router;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use super::listing::Listing;
use super::parts::template::framed;
use super::show_asset::name_of;
use super::store::listing;
use crate::catalog::rules::history::History;
use crate::catalog::rules::visibility::Status;
use crate::kit::error::{AppError, AppResult};
use crate::ports::storage::{PAGE_TYPE, Ttl};
use crate::server::state::State;

pub fn routes() -> Router<State> {
    Router::new().route("/assets/{slug}/preview", get(serve_page))
}

async fn serve_page(Extract(state): Extract<State>, Path(slug): Path<String>) -> Response {
    match address(&state, &slug).await {
        Ok(url) => {
            // It dies after a while, so nobody keeps it.
            let never = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
            (never, Redirect::temporary(&url)).into_response()
        }
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// Of a published listing whose seller lets its page be framed; all others have none.
async fn address(state: &State, slug: &str) -> AppResult<String> {
    let name = name_of(slug).ok_or_else(AppError::not_found)?;
    let found = listing::find(&state.db, &name, History::Newest, None).await?;
    let listing = Listing::try_from(found.ok_or_else(AppError::not_found)?.listing)?;
    let shown = (listing.status == Status::Published).then(|| framed(&listing)).flatten();
    let key = shown.and_then(|file| file.inside.page_key.as_deref()).ok_or_else(AppError::not_found)?;
    Ok(state.storage.presign_get(key, None, PAGE_TYPE, Ttl::MAX).await?.to_string())
}
