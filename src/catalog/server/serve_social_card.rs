//! `/media/social/{listing}-{version}.jpg`. Drawn when it is first asked for and kept in storage, one for each listing;
//! an address from before a change leads to the picture of now.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use uuid::Uuid;

use super::decode_picture;
use super::serve_picture::FOREVER;
use super::show_asset::{Found, show_asset};
use super::social_card::SocialCard;
use crate::catalog::media;
use crate::catalog::rules::history::History;
use crate::kit::error::{AppError, AppResult};
use crate::ports::storage::StorageError;
use crate::server::etag;
use crate::server::state::State;

/// So long one who asks waits for a core.
const PATIENCE: Duration = Duration::from_secs(10);
/// No cover and no picture of ours comes near it.
const LARGEST: usize = 8 * 1024 * 1024;
const LEADS_ON: HeaderValue = HeaderValue::from_static("public, max-age=60");

pub fn routes() -> Router<State> {
    Router::new().route("/media/social/{name}", get(serve))
}

/// Where the picture is kept.
pub fn key(listing_id: Uuid) -> String {
    format!("social/{}.jpg", listing_id.simple())
}

async fn serve(Extract(state): Extract<State>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    match answer(&state, &name, &headers).await {
        Ok(response) => response,
        Err(AppError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")]).into_response(),
    }
}

async fn answer(state: &State, name: &str, asked: &HeaderMap) -> AppResult<Response> {
    let (id, version) = read(name).ok_or_else(AppError::not_found)?;
    let Found::Listing(shown) = show_asset(state, None, &id.to_string(), History::Newest).await? else {
        return Err(AppError::not_found());
    };
    let card = SocialCard::of(&shown.listing);
    if card.version() != version {
        let headers = [
            (header::LOCATION, HeaderValue::from_str(&card.path()).map_err(|_| AppError::internal())?),
            (header::CACHE_CONTROL, LEADS_ON),
        ];
        return Ok((StatusCode::TEMPORARY_REDIRECT, headers).into_response());
    }
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).map_err(|_| AppError::internal())?;
    let cached = [(header::CACHE_CONTROL, FOREVER), (header::ETAG, tag.clone())];
    if etag::is_known(asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, cached).into_response());
    }
    let bytes = picture(state, id, &card).await?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"))];
    Ok((cached, kind, Body::from(bytes)).into_response())
}

/// `<id>-<version>.jpg`
fn read(name: &str) -> Option<(Uuid, &str)> {
    let (id, version) = name.strip_suffix(".jpg")?.split_once('-')?;
    Some((Uuid::try_parse(id).ok()?, version))
}

async fn picture(state: &State, id: Uuid, card: &SocialCard) -> AppResult<Bytes> {
    if let Some(kept) = kept(state, id, card).await? {
        return Ok(kept);
    }
    let permit = tokio::time::timeout(PATIENCE, state.heavy_work.acquire()).await;
    let _permit = permit.map_err(|_| AppError::unavailable("busy"))?.map_err(|_| AppError::internal())?;
    // Whoever waited before may have drawn it.
    if let Some(kept) = kept(state, id, card).await? {
        return Ok(kept);
    }
    let cover = match &card.cover {
        Some(stem) => match state.storage.read_bytes(&media::key(stem, 960), LARGEST).await {
            Ok(bytes) => Some(bytes),
            Err(StorageError::NotFound) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    let drawn = card.clone();
    let drawing = tokio::task::spawn_blocking(move || {
        let cover = cover.and_then(|bytes| decode_picture(&bytes).ok());
        drawn.draw(cover.as_ref())
    });
    let bytes = Bytes::from(drawing.await.map_err(|error| {
        tracing::error!(%error, "social card");
        AppError::internal()
    })??);
    state.storage.put(&key(id), bytes.clone().into(), &kind_of(card)).await?;
    Ok(bytes)
}

/// The stored picture, if it shows the listing as it is.
async fn kept(state: &State, id: Uuid, card: &SocialCard) -> AppResult<Option<Bytes>> {
    match state.storage.head(&key(id)).await? {
        Some(info) if info.content_type == Some(kind_of(card)) => {
            Ok(Some(state.storage.read_bytes(&key(id), LARGEST).await?))
        }
        _ => Ok(None),
    }
}

/// One object for each listing, which says here what it shows: nothing is left behind when that changes.
fn kind_of(card: &SocialCard) -> String {
    format!("image/jpeg; version={}", card.version())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_read() {
        let id = "0".repeat(32);
        assert_eq!(read(&format!("{id}-ab12.jpg")), Some((Uuid::nil(), "ab12")));
        for bad in
            ["", ".jpg", "-.jpg", "x-y.jpg", &format!("{id}.jpg"), &format!("{id}-ab12.png"), "../a-b.jpg"]
        {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
