//! `/api/v1/admin`

use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::asked::Asked;
use super::lists;
use super::wire::{AdminAsset, AdminJob, AdminOrder, AdminUser, AuditEvent};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;
use crate::server::api::{self, ListEnvelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(users))
        .routes(routes!(orders))
        .routes(routes!(assets))
        .routes(routes!(audit))
        .routes(routes!(jobs))
}

#[derive(Debug, Deserialize, IntoParams)]
struct Paging {
    /// 1 to 100; 24 when not given.
    limit: Option<i64>,
    /// The `page.next` of the answer before.
    after: Option<String>,
}

impl Paging {
    fn asked(self) -> AppResult<Asked> {
        Ok(Asked::new(PageSize::new(self.limit)?, self.after))
    }
}

#[derive(Debug, Deserialize, IntoParams)]
struct UsersQuery {
    /// A part of an e-mail address or username.
    search: Option<String>,
    /// buyer, seller, moderator or admin.
    role: Option<String>,
    /// active or disabled.
    status: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
struct OrdersQuery {
    /// An order's status, or held for those that wait for review.
    status: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
struct AssetsQuery {
    /// A part of a title, tag or seller's name.
    search: Option<String>,
    /// draft, published, unpublished, removed, or reported for those that somebody should look at.
    status: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
struct AuditQuery {
    /// As written in the log: asset.taken_down.
    action: Option<String>,
    /// What it was done to: asset.
    entity: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
struct JobsQuery {
    /// pending, failed or done; without it those that are not done.
    status: Option<String>,
}

/// People, the newest first.
///
/// **Permissions**: moderators.
#[utoipa::path(get, path = "/api/v1/admin/users", tag = "admin", params(UsersQuery, Paging),
    responses((status = 200, body = ListEnvelope<AdminUser>)))]
async fn users(cx: Cx, Query(query): Query<UsersQuery>, Query(paging): Query<Paging>) -> AppResult<Response> {
    let moderator = cx.moderator()?;
    let UsersQuery { search, role, status } = query;
    let asked = Asked { search, role, status, ..paging.asked()? };
    Ok(api::listed(lists::people(&cx.state, &moderator, &asked).await?.map(AdminUser::from)))
}

/// Orders, the newest first.
///
/// **Permissions**: moderators.
#[utoipa::path(get, path = "/api/v1/admin/orders", tag = "admin", params(OrdersQuery, Paging),
    responses((status = 200, body = ListEnvelope<AdminOrder>)))]
async fn orders(
    cx: Cx,
    Query(query): Query<OrdersQuery>,
    Query(paging): Query<Paging>,
) -> AppResult<Response> {
    let moderator = cx.moderator()?;
    let asked = Asked { status: query.status, ..paging.asked()? };
    Ok(api::listed(lists::orders(&cx.state, &moderator, &asked).await?.map(AdminOrder::from)))
}

/// Listings in every state, the newest first.
///
/// **Permissions**: moderators.
#[utoipa::path(get, path = "/api/v1/admin/assets", tag = "admin", params(AssetsQuery, Paging),
    responses((status = 200, body = ListEnvelope<AdminAsset>)))]
async fn assets(
    cx: Cx,
    Query(query): Query<AssetsQuery>,
    Query(paging): Query<Paging>,
) -> AppResult<Response> {
    let moderator = cx.moderator()?;
    let AssetsQuery { search, status } = query;
    let asked = Asked { search, status, ..paging.asked()? };
    Ok(api::listed(lists::listings(&cx.state, &moderator, &asked).await?.map(AdminAsset::from)))
}

/// The audit log, the newest first.
///
/// **Permissions**: moderators.
#[utoipa::path(get, path = "/api/v1/admin/audit", tag = "admin", params(AuditQuery, Paging),
    responses((status = 200, body = ListEnvelope<AuditEvent>)))]
async fn audit(cx: Cx, Query(query): Query<AuditQuery>, Query(paging): Query<Paging>) -> AppResult<Response> {
    let moderator = cx.moderator()?;
    let AuditQuery { action, entity } = query;
    let asked = Asked { action, entity, ..paging.asked()? };
    Ok(api::listed(lists::audit(&cx.state, &moderator, &asked).await?.map(AuditEvent::from)))
}

/// Work outside of requests, the newest first.
///
/// **Permissions**: admins.
#[utoipa::path(get, path = "/api/v1/admin/jobs", tag = "admin", params(JobsQuery, Paging),
    responses((status = 200, body = ListEnvelope<AdminJob>)))]
async fn jobs(cx: Cx, Query(query): Query<JobsQuery>, Query(paging): Query<Paging>) -> AppResult<Response> {
    let admin = cx.admin()?;
    let asked = Asked { status: query.status, ..paging.asked()? };
    Ok(api::listed(lists::jobs(&cx.state, &admin, &asked).await?.map(AdminJob::from)))
}
