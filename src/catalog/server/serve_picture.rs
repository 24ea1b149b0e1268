//! `/media/{*key}`: pictures of listings and of people, and simplified models, out of storage. A name stands for its bytes for ever, so that they are fetched once.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::make_preview::{CONTENT_TYPE, MESH_TYPE};
use crate::catalog::media::{is_mesh_key, is_picture_key};
use crate::kit::avatar;
use crate::kit::error::AppError;
use crate::server::state::State;

pub const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

pub fn media() -> Router<State> {
    Router::new().route("/media/{*key}", get(serve_picture))
}

async fn serve_picture(
    Extract(state): Extract<State>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Response {
    let kind = if is_mesh_key(&key) {
        MESH_TYPE
    } else if is_picture_key(&key) || avatar::is_key(&key) {
        CONTENT_TYPE
    } else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Ok(tag) = HeaderValue::from_str(&format!("\"{key}\"")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let cached = [(header::CACHE_CONTROL, FOREVER), (header::ETAG, tag.clone())];
    if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        return (StatusCode::NOT_MODIFIED, cached).into_response();
    }
    match state.storage.read(&key).await {
        Ok(object) => {
            let kind = HeaderValue::from_static(kind);
            let more = [
                (header::CONTENT_TYPE, kind),
                (header::CONTENT_LENGTH, HeaderValue::from(object.info.size_bytes)),
                (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            ];
            (cached, more, Body::from_stream(object.stream)).into_response()
        }
        Err(error) => match AppError::from(error) {
            AppError::NotFound => StatusCode::NOT_FOUND.into_response(),
            _ => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        },
    }
}
