//! `/api/v1/assets`, the reading half: for anyone, signed in or not.

mod models;
mod reviews;
mod wire;

use axum::extract::{Path, Query};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use self::wire::{AssetBody, AssetItem};
use super::browse_assets::list_assets;
use super::show_asset::{Found, Shown, show_asset};
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::history::History;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::PageSize;
use crate::server::api::{self, Envelope, ErrorEnvelope, ListEnvelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show)).merge(reviews::routes())
}

/// The filters of `/assets`.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Words that must all occur in a listing, each as it is, as a beginning or with one slip; the thousand newest are ranked.
    q: Option<String>,
    /// `model`, `snippet`, `template` or `module`.
    kind: Option<String>,
    /// A category's slug; what stands within it counts too.
    category: Option<String>,
    /// A tag's slug.
    tag: Option<String>,
    /// Minor units of the shop's currency.
    price_min: Option<String>,
    price_max: Option<String>,
    /// Code of a licence on offer, such as `commercial`.
    licence: Option<String>,
    /// Ending of a file it must hold, such as `stl`.
    format: Option<String>,
    /// Stars it must have on average: 1 to 4.
    rating: Option<String>,
    /// Handle of the shop it must come from.
    seller: Option<String>,
    /// `1` for what came in the last 30 days.
    new: Option<String>,
    /// `relevance` (with `q`, and then when not given), `newest` (otherwise), `price`, `price-desc`, `best-selling` or
    /// `top-rated`.
    sort: Option<String>,
    /// `page.next` of the page before.
    after: Option<String>,
    /// 1 to 100; 24 when not given.
    limit: Option<String>,
}

impl ListQuery {
    fn filter(&self) -> AppResult<Filter> {
        Filter::read(|name| match name {
            "q" => self.q.clone(),
            "kind" => self.kind.clone(),
            "category" => self.category.clone(),
            "tag" => self.tag.clone(),
            "price_min" => self.price_min.clone(),
            "price_max" => self.price_max.clone(),
            "licence" => self.licence.clone(),
            "format" => self.format.clone(),
            "rating" => self.rating.clone(),
            "seller" => self.seller.clone(),
            "new" => self.new.clone(),
            "sort" => self.sort.clone(),
            "after" => self.after.clone(),
            _ => None,
        })
    }
}

/// Numbers are read by us, so that a bad one is told in the house's words.
fn size(limit: Option<&str>) -> AppResult<PageSize> {
    match limit.filter(|text| !text.is_empty()) {
        None => PageSize::new(None),
        Some(text) => PageSize::new(Some(text.parse().unwrap_or(0))),
    }
}

/// Published listings, filtered, sorted and paged.
#[utoipa::path(
    get,
    path = "/api/v1/assets",
    tag = "assets",
    params(ListQuery),
    responses((status = 200, body = ListEnvelope<AssetItem>), (status = 422, body = ErrorEnvelope))
)]
async fn list(cx: Cx, Query(query): Query<ListQuery>) -> AppResult<Response> {
    let page = list_assets(&cx.state, &query.filter()?, size(query.limit.as_deref())?).await?;
    let server = &cx.state.config.server;
    Ok(api::listed(page.map(|card| AssetItem::new(card, server))))
}

/// One listing, by its id or slug.
#[utoipa::path(
    get,
    path = "/api/v1/assets/{asset}",
    tag = "assets",
    params(("asset" = String, Path, description = "Id or slug")),
    responses((status = 200, body = Envelope<AssetBody>), (status = 404, body = ErrorEnvelope))
)]
async fn show(cx: Cx, Path(asset): Path<String>) -> AppResult<Response> {
    let shown = found(&cx, &asset).await?;
    Ok(api::ok(AssetBody::new(shown.listing, &cx.state.config.server)))
}

async fn found(cx: &Cx, asset: &str) -> AppResult<Shown> {
    match show_asset(&cx.state, cx.person.as_deref(), asset, History::Newest).await? {
        Found::Listing(shown) => Ok(*shown),
        Found::Gone(_) => Err(AppError::not_found()),
    }
}
