//! `/api/v1/cart`

use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::add_to_cart::add_to_cart;
use super::basket::{acknowledge, basket};
use super::owner::Owner;
use super::{remove_from_cart, store};
use crate::cart::types::{Basket, Item};
use crate::kit::error::{AppError, AppResult};
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(show, empty)).routes(routes!(add)).routes(routes!(remove))
}

/// What is in the cart, at today's prices.
#[derive(Debug, Serialize, ToSchema)]
struct CartBody {
    items: Vec<ItemBody>,
    /// Of what can be ordered, in minor units.
    total_minor: i64,
    currency: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct ItemBody {
    id: Uuid,
    asset_id: Uuid,
    slug: String,
    title: String,
    seller: String,
    licence: String,
    licence_id: Uuid,
    licence_name: String,
    price_minor: i64,
    /// What it cost when the buyer last looked.
    price_seen_minor: i64,
    currency: String,
    /// Why it cannot be ordered, in words.
    problem: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AddBody {
    asset_id: Uuid,
    /// A licence's code or id; the cheapest by default.
    #[serde(default)]
    licence: Option<String>,
}

impl CartBody {
    fn new(basket: Basket) -> AppResult<Self> {
        let total_minor = basket.total()?.minor;
        let currency = basket.currency.code().to_owned();
        Ok(Self { items: basket.items.into_iter().map(ItemBody::from).collect(), total_minor, currency })
    }
}

impl From<Item> for ItemBody {
    fn from(item: Item) -> Self {
        Self {
            id: item.id,
            asset_id: item.asset_id,
            slug: item.slug,
            title: item.title,
            seller: item.seller_handle,
            licence: item.licence.code,
            licence_id: item.licence.id,
            licence_name: item.licence.name,
            price_minor: item.licence.price.minor,
            price_seen_minor: item.seen.minor,
            currency: item.licence.price.currency.code().to_owned(),
            problem: item.problem.map(|problem| problem.words().to_owned()),
        }
    }
}

/// **Permissions**: anyone; the cart is the caller's own.
#[utoipa::path(get, path = "/api/v1/cart", tag = "cart", responses((status = 200, body = Envelope<CartBody>)))]
async fn show(cx: Cx) -> AppResult<Response> {
    let fallback = cx.state.config.shop.currency;
    let Some(owner) = Owner::of(&cx).await? else {
        return Ok(api::ok(CartBody::new(Basket { currency: fallback, items: Vec::new() })?));
    };
    let basket = basket(&cx.state.db, &owner, fallback).await?;
    acknowledge(&cx.state.db, &basket).await?;
    Ok(api::ok(CartBody::new(basket)?))
}

/// **Permissions**: anyone; the cart is the caller's own.
#[utoipa::path(delete, path = "/api/v1/cart", tag = "cart", responses((status = 200, body = Envelope<CartBody>)))]
async fn empty(cx: Cx) -> AppResult<Response> {
    if let Some(owner) = Owner::of(&cx).await? {
        store::clear(&cx.state.db, &owner).await?;
    }
    let currency = cx.state.config.shop.currency;
    Ok(api::ok(CartBody::new(Basket { currency, items: Vec::new() })?))
}

/// **Permissions**: anyone; the cart is the caller's own.
#[utoipa::path(post, path = "/api/v1/cart/items", tag = "cart", request_body = AddBody,
    responses((status = 201, body = Envelope<CartBody>)))]
async fn add(cx: Cx, ApiJson(body): ApiJson<AddBody>) -> AppResult<Response> {
    let owner = Owner::ensure(&cx).await?;
    add_to_cart(&cx.state, &owner, body.asset_id, &body.licence.unwrap_or_default()).await?;
    let basket = basket(&cx.state.db, &owner, cx.state.config.shop.currency).await?;
    Ok(api::created(CartBody::new(basket)?))
}

/// **Permissions**: anyone; the cart is the caller's own.
#[utoipa::path(delete, path = "/api/v1/cart/items/{id}", tag = "cart", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<CartBody>)))]
async fn remove(cx: Cx, Path(id): Path<String>) -> AppResult<Response> {
    let id: Uuid = id.parse().map_err(|_| AppError::not_found())?;
    let owner = Owner::of(&cx).await?.ok_or_else(AppError::not_found)?;
    let removed = remove_from_cart::remove_from_cart(&cx.state, Some(&owner), id).await?;
    removed.ok_or_else(AppError::not_found)?;
    let basket = basket(&cx.state.db, &owner, cx.state.config.shop.currency).await?;
    Ok(api::ok(CartBody::new(basket)?))
}
