//! `/api/v1/orders/checkout`, `/api/v1/payments` and the providers' webhooks.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::initiate_payment::initiate_payment;
use super::place_order::{NewOrder, place_order, replayed};
use super::receive_event::{Received, receive_event};
use crate::checkout::rules::{buyer as buyers, terms};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::orders::{self, OrderBody};
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::Cx;
use crate::server::http_error::ApiFault;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(checkout)).routes(routes!(initiate)).routes(routes!(webhook))
}

/// `{}` is enough.
#[derive(Debug, Default, Deserialize, ToSchema)]
struct CheckoutBody {
    /// ISO 3166 code of the buyer's country.
    country: Option<String>,
    vat_id: Option<String>,
    /// Delivery may begin at once, which ends the consumer's right of withdrawal with the first download.
    #[serde(default)]
    waiver: bool,
    /// The total the buyer agreed to, in minor units of the cart's currency. Another total is refused.
    total_minor: Option<i64>,
    /// Of `total_minor`; the shop's own by default.
    currency: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
struct InitiateBody {
    order_id: Uuid,
    /// The shop's own by default.
    provider: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct InitiatedBody {
    /// Where the buyer pays.
    checkout_url: String,
}

/// Places an order for what is in the cart. Send the same `Idempotency-Key` again to get the same order.
///
/// **Permissions**: signed in; one's own cart.
#[utoipa::path(post, path = "/api/v1/orders/checkout", tag = "orders", request_body = CheckoutBody,
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Envelope<OrderBody>), (status = 200, body = Envelope<OrderBody>)))]
async fn checkout(cx: Cx, headers: HeaderMap, raw: Bytes) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let raw: &[u8] = if raw.is_empty() { b"{}" } else { &raw };
    let request_hash = terms::request_hash(raw);
    if let Some(placed) = replayed(&cx.state, &buyer, key, &request_hash).await? {
        return Ok(api::ok(orders::body(&cx.state, &buyer, placed.order_id).await?));
    }
    let body: CheckoutBody =
        serde_json::from_slice(raw).map_err(|error| AppError::invalid("body", error.to_string()))?;
    let shop_currency = cx.state.config.shop.currency;
    let shown = body.total_minor.map(|minor| {
        let code = body.currency.as_deref().unwrap_or(shop_currency.code());
        Money::stored(minor, code).map_err(|_| AppError::invalid("currency", "We do not know this currency."))
    });
    let input = NewOrder {
        key: key.to_owned(),
        request_hash,
        shown: shown.transpose()?,
        country: body.country.as_deref().map(buyers::country).transpose()?,
        vat_id: body.vat_id.as_deref().map(buyers::vat_id).transpose()?,
        waiver: body.waiver,
    };
    let placed = place_order(&cx.state, &buyer, input).await?;
    let order = orders::body(&cx.state, &buyer, placed.order_id).await?;
    Ok(if placed.replayed { api::ok(order) } else { api::created(order) })
}

/// **Permissions**: signed in; one's own order.
#[utoipa::path(post, path = "/api/v1/payments/initiate", tag = "payments", request_body = InitiateBody,
    responses((status = 200, body = Envelope<InitiatedBody>)))]
async fn initiate(cx: Cx, ApiJson(body): ApiJson<InitiateBody>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let ours = cx.state.payments.as_ref().map(|provider| provider.name());
    if body.provider.as_deref().is_some_and(|wanted| Some(wanted) != ours) {
        return Err(AppError::invalid("provider", "This shop does not take payments with this provider."));
    }
    let checkout_url = initiate_payment(&cx.state, &buyer, body.order_id).await?;
    Ok(api::ok(InitiatedBody { checkout_url }))
}

/// **Permissions**: whoever can sign with the provider's secret.
#[utoipa::path(post, path = "/api/v1/webhooks/{provider}", tag = "payments", params(("provider" = String, Path)),
    request_body = Vec<u8>, responses((status = 200), (status = 400), (status = 404)))]
async fn webhook(
    cx: Cx,
    Path(provider): Path<String>,
    headers: HeaderMap,
    raw: Bytes,
) -> AppResult<Response> {
    match receive_event(&cx.state, &provider, &headers, &raw).await? {
        Received::Stored | Received::Again => Ok(api::done()),
        Received::Refused(_) => Ok(bad_signature()),
    }
}

fn bad_signature() -> Response {
    let message = "The signature does not fit.";
    let body =
        json!({ "success": false, "error": { "code": "BAD_SIGNATURE", "message": message, "details": {} } });
    // Marked as an error, so that the request's id is written into it.
    let fault = Extension(ApiFault(AppError::forbidden(message)));
    (StatusCode::BAD_REQUEST, fault, Json(body)).into_response()
}
