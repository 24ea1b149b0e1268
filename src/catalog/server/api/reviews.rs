//! `/api/v1/assets/{asset}/reviews`: read by anyone, written by those who bought it.

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::wire::ReviewItem;
use super::{found, size};
use crate::catalog::rules::review;
use crate::catalog::server::show_asset::{Narrowed, list_reviews};
use crate::catalog::server::write_review::{self, OwnReview, Typed};
use crate::kit::error::{AppError, AppResult};
use crate::server::api::{self, ApiJson, Envelope, ErrorEnvelope, ListEnvelope};
use crate::server::cx::{Buyer, Cx};
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list, write)).routes(routes!(edit, delete))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ReviewsQuery {
    /// Only those with so many, 1 to 5.
    stars: Option<String>,
    /// `page.next` of the page before.
    after: Option<String>,
    /// 1 to 100; 24 when not given.
    limit: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct NewReview {
    /// 1 to 5.
    stars: Option<i64>,
    /// At most 100 characters.
    #[serde(default)]
    title: String,
    /// At most 4,000 characters; line breaks are kept.
    #[serde(default)]
    body: String,
}

/// What is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
struct ReviewEdit {
    stars: Option<i64>,
    title: Option<String>,
    body: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct OwnReviewBody {
    id: Uuid,
    stars: i32,
    title: String,
    body: String,
    /// Why moderators hid it; null while everybody sees it.
    hidden: Option<String>,
}

impl From<OwnReview> for OwnReviewBody {
    fn from(own: OwnReview) -> Self {
        Self { id: own.id, stars: own.stars, title: own.title, body: own.body, hidden: own.hidden }
    }
}

/// What buyers say about a listing, newest first.
#[utoipa::path(
    get,
    path = "/api/v1/assets/{asset}/reviews",
    tag = "assets",
    params(("asset" = String, Path, description = "Id or slug"), ReviewsQuery),
    responses((status = 200, body = ListEnvelope<ReviewItem>), (status = 404, body = ErrorEnvelope))
)]
async fn list(cx: Cx, Path(asset): Path<String>, Query(query): Query<ReviewsQuery>) -> AppResult<Response> {
    let size = size(query.limit.as_deref())?;
    let narrowed = Narrowed { after: query.after, stars: review::narrowed(query.stars.as_deref())? };
    let shown = found(&cx, &asset).await?;
    let page = list_reviews(&cx.state, cx.person.as_deref(), &shown.listing, &narrowed, size).await?;
    Ok(api::listed(page.map(ReviewItem::from)))
}

/// Reviews what one bought, once. It takes a confirmed address.
#[utoipa::path(
    post,
    path = "/api/v1/assets/{asset}/reviews",
    tag = "assets",
    params(("asset" = String, Path, description = "Id or slug")),
    request_body = NewReview,
    responses(
        (status = 201, body = Envelope<OwnReviewBody>),
        (status = 401, body = ErrorEnvelope),
        (status = 403, body = ErrorEnvelope, description = "Not bought, or the address is not confirmed"),
        (status = 404, body = ErrorEnvelope),
        (status = 409, body = ErrorEnvelope, description = "Reviewed already, or one's own listing"),
        (status = 422, body = ErrorEnvelope)
    )
)]
async fn write(cx: Cx, Path(asset): Path<String>, ApiJson(sent): ApiJson<NewReview>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let shown = found(&cx, &asset).await?;
    let typed = Typed { stars: sent.stars, title: sent.title, body: sent.body };
    write_review::write_review(&cx, &buyer, shown.listing.id, typed, true).await?;
    Ok(api::created(own(&cx, &buyer, shown.listing.id).await?))
}

/// Changes a review of one's own.
#[utoipa::path(
    patch,
    path = "/api/v1/reviews/{review}",
    tag = "assets",
    params(("review" = Uuid, Path)),
    request_body = ReviewEdit,
    responses(
        (status = 200, body = Envelope<OwnReviewBody>),
        (status = 401, body = ErrorEnvelope),
        (status = 404, body = ErrorEnvelope),
        (status = 422, body = ErrorEnvelope)
    )
)]
async fn edit(cx: Cx, Path(review): Path<Uuid>, ApiJson(sent): ApiJson<ReviewEdit>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let ReviewEdit { stars, title, body } = sent;
    let written = write_review::edit_review(&cx, &buyer, review, stars, title, body).await?;
    Ok(api::ok(own(&cx, &buyer, written.asset_id).await?))
}

/// Takes a review of one's own back; one that moderators hid stays (409).
#[utoipa::path(
    delete,
    path = "/api/v1/reviews/{review}",
    tag = "assets",
    params(("review" = Uuid, Path)),
    responses(
        (status = 200),
        (status = 401, body = ErrorEnvelope),
        (status = 404, body = ErrorEnvelope),
        (status = 409, body = ErrorEnvelope)
    )
)]
async fn delete(cx: Cx, Path(review): Path<Uuid>) -> AppResult<Response> {
    write_review::delete_review(&cx.state, &cx.buyer()?, review).await?;
    Ok(api::done())
}

async fn own(cx: &Cx, buyer: &Buyer, asset_id: Uuid) -> AppResult<OwnReviewBody> {
    let own = write_review::review_of(&cx.state, buyer.user_id, asset_id).await?;
    own.map(OwnReviewBody::from).ok_or_else(AppError::not_found)
}
