//! `/api/v1/orders`

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::list_orders::list_orders;
use super::show_order::show_order;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::PageSize;
use crate::orders::types::{Line, Order, Summary};
use crate::server::api::{self, ApiQuery, Envelope, ListEnvelope};
use crate::server::cx::{Buyer, Cx};
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(show))
}

/// An order as its buyer sees it. Amounts are minor units of `currency`.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderBody {
    id: Uuid,
    /// Given when it is paid.
    number: Option<String>,
    /// `created`, `payment_pending`, `payment_failed`, `paid`, `shipped`, `delivered`, `cancelled` or `expired`.
    status: &'static str,
    /// The payment is being looked at by a person.
    held_for_review: bool,
    subtotal_minor: i64,
    discount_minor: i64,
    tax_minor: i64,
    total_minor: i64,
    currency: &'static str,
    waiver: bool,
    created_at: DateTime<Utc>,
    /// Until then it can be paid.
    expires_at: DateTime<Utc>,
    paid_at: Option<DateTime<Utc>>,
    lines: Vec<LineBody>,
}

#[derive(Debug, Serialize, ToSchema)]
struct LineBody {
    id: Uuid,
    asset_id: Uuid,
    title: String,
    version: String,
    licence: String,
    unit_minor: i64,
    discount_minor: i64,
    tax_minor: i64,
    total_minor: i64,
}

#[derive(Debug, Serialize, ToSchema)]
struct SummaryBody {
    id: Uuid,
    number: Option<String>,
    status: &'static str,
    total_minor: i64,
    currency: &'static str,
    created_at: DateTime<Utc>,
    titles: Vec<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
struct Paging {
    limit: Option<i64>,
    after: Option<String>,
}

impl From<Order> for OrderBody {
    fn from(order: Order) -> Self {
        Self {
            id: order.id,
            number: order.number,
            status: order.status.name(),
            held_for_review: order.held,
            subtotal_minor: order.subtotal.minor,
            discount_minor: order.discount.minor,
            tax_minor: order.tax.minor,
            total_minor: order.total.minor,
            currency: order.total.currency.code(),
            waiver: order.waived,
            created_at: order.created_at,
            expires_at: order.expires_at,
            paid_at: order.paid_at,
            lines: order.lines.into_iter().map(LineBody::from).collect(),
        }
    }
}

impl From<Line> for LineBody {
    fn from(line: Line) -> Self {
        Self {
            id: line.id,
            asset_id: line.asset_id,
            title: line.title,
            version: line.version,
            licence: line.licence_code,
            unit_minor: line.unit.minor,
            discount_minor: line.discount.minor,
            tax_minor: line.tax.minor,
            total_minor: line.total.minor,
        }
    }
}

impl From<Summary> for SummaryBody {
    fn from(order: Summary) -> Self {
        Self {
            id: order.id,
            number: order.number,
            status: order.status.name(),
            total_minor: order.total.minor,
            currency: order.total.currency.code(),
            created_at: order.created_at,
            titles: order.titles,
        }
    }
}

/// One order, for handlers that answer with it.
pub async fn body(state: &State, buyer: &Buyer, id: Uuid) -> AppResult<OrderBody> {
    Ok(show_order(state, buyer, id).await?.into())
}

/// **Permissions**: signed in; one's own.
#[utoipa::path(get, path = "/api/v1/orders", tag = "orders", params(Paging),
    responses((status = 200, body = ListEnvelope<SummaryBody>)))]
async fn list(cx: Cx, ApiQuery(paging): ApiQuery<Paging>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let size = PageSize::new(paging.limit)?;
    let page = list_orders(&cx.state, &buyer, paging.after.as_deref(), size).await?;
    Ok(api::listed(page.map(SummaryBody::from)))
}

/// **Permissions**: signed in; one's own.
#[utoipa::path(get, path = "/api/v1/orders/{id}", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 200, body = Envelope<OrderBody>)))]
async fn show(cx: Cx, Path(id): Path<String>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let id = id.parse().map_err(|_| AppError::not_found())?;
    Ok(api::ok(body(&cx.state, &buyer, id).await?))
}
