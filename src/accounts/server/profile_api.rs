//! `/api/v1`: what one shows of oneself, a copy of one's data, and the end of the account.

use axum::extract::multipart::MultipartRejection;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::response::Response;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::api::UserBody;
use super::avatar::remove_avatar;
use super::edit_profile::{ProfileEdit, edit_profile};
use super::edit_shop::{ShopEdit, edit_shop};
use super::forms::{ROOM, take};
use super::prove_self::Proof;
use super::{delete_account, export_data, person};
use crate::kit::avatar;
use crate::kit::error::{AppError, AppResult};
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::Cx;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    let picture = OpenApiRouter::new().routes(routes!(upload_avatar)).layer(DefaultBodyLimit::max(ROOM));
    OpenApiRouter::new()
        .routes(routes!(edit_me, delete_me))
        .routes(routes!(edit_my_shop))
        .routes(routes!(delete_avatar))
        .routes(routes!(ask_for_copy, show_copy))
        .merge(picture)
}

/// What is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditMe {
    display_name: Option<String>,
    /// 3 to 32 letters, digits, `-` or `_`.
    username: Option<String>,
    /// How dates and numbers are written: `en-GB`, `en-US`, `de-DE` or `sv-SE`; empty for the shop's own way.
    locale: Option<String>,
    /// What new listings are priced in, ISO 4217; empty for the shop's own.
    currency: Option<String>,
}

/// What is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EditMyShop {
    display_name: Option<String>,
    /// The one before leads to the shop for ever.
    handle: Option<String>,
    about: Option<String>,
    /// Up to five, each beginning with `https://`.
    links: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
struct ProofBody {
    #[serde(default)]
    password: String,
    /// Of the second factor, where it is on.
    #[serde(default)]
    code: String,
    /// From the link in a mail, for accounts without a password.
    #[serde(default)]
    token: String,
}

impl From<ProofBody> for Proof {
    fn from(body: ProofBody) -> Self {
        Self { password: body.password, code: body.code, token: body.token }
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct AvatarBody {
    /// Paths of the square WebP files, by their pixels across.
    urls: std::collections::BTreeMap<u32, String>,
}

#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form")]
struct AvatarUpload {
    /// PNG, JPEG or WebP of at most 8 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

#[derive(Debug, Serialize, ToSchema)]
struct CopyBody {
    /// `making` or `ready`.
    status: &'static str,
    size_bytes: Option<i64>,
    /// The copy is kept until then.
    expires_at: Option<DateTime<Utc>>,
    /// Good for `expires_in` seconds.
    download_url: Option<String>,
    expires_in: Option<u64>,
}

/// **Permissions**: anyone signed in, by a sign-in and not by a personal token.
#[utoipa::path(patch, path = "/api/v1/auth/me", tag = "auth", security(("bearer" = [])), request_body = EditMe,
    responses((status = 200, body = Envelope<UserBody>), (status = 401), (status = 422)))]
async fn edit_me(cx: Cx, ApiJson(body): ApiJson<EditMe>) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let edit = ProfileEdit {
        display_name: body.display_name,
        username: body.username,
        locale: body.locale,
        currency: body.currency,
    };
    edit_profile(&cx, &buyer, edit).await?;
    me_again(&cx).await
}

/// **Permissions**: sellers.
#[utoipa::path(patch, path = "/api/v1/auth/me/shop", tag = "auth", security(("bearer" = [])),
    request_body = EditMyShop, responses((status = 200, body = Envelope<UserBody>), (status = 403), (status = 422)))]
async fn edit_my_shop(cx: Cx, ApiJson(body): ApiJson<EditMyShop>) -> AppResult<Response> {
    let seller = cx.seller()?;
    let edit = ShopEdit {
        display_name: body.display_name,
        handle: body.handle,
        about: body.about,
        links: body.links.map(|links| links.join("\n")),
        currency: None,
    };
    edit_shop(&cx, &seller, edit).await?;
    me_again(&cx).await
}

/// **Permissions**: anyone signed in, with the password again, and a code where the second factor is on. What stands
/// in the way is a 409 that says what to do first.
#[utoipa::path(delete, path = "/api/v1/auth/me", tag = "auth", security(("bearer" = [])), request_body = ProofBody,
    responses((status = 200), (status = 401), (status = 409), (status = 422)))]
async fn delete_me(cx: Cx, ApiJson(body): ApiJson<ProofBody>) -> AppResult<Response> {
    delete_account::delete_account(&cx, &cx.buyer()?, &body.into()).await?;
    Ok(api::done())
}

/// **Permissions**: anyone signed in. The picture before goes.
#[utoipa::path(post, path = "/api/v1/uploads/avatar", tag = "uploads", security(("bearer" = [])),
    request_body(content = AvatarUpload, content_type = "multipart/form-data"),
    responses((status = 201, body = Envelope<AvatarBody>), (status = 401), (status = 413), (status = 422)))]
async fn upload_avatar(cx: Cx, form: Result<Multipart, MultipartRejection>) -> AppResult<Response> {
    cx.buyer()?;
    let form = form.map_err(|_| AppError::invalid("body", "Send a multipart/form-data body."))?;
    let stem = take(&cx, Ok(form)).await?;
    let urls = avatar::WIDTHS.into_iter().map(|width| (width, avatar::src(&stem, width)));
    Ok(api::created(AvatarBody { urls: urls.collect() }))
}

/// **Permissions**: anyone signed in.
#[utoipa::path(delete, path = "/api/v1/uploads/avatar", tag = "uploads", security(("bearer" = [])),
    responses((status = 200), (status = 401)))]
async fn delete_avatar(cx: Cx) -> AppResult<Response> {
    remove_avatar(&cx, &cx.buyer()?).await?;
    Ok(api::done())
}

/// **Permissions**: anyone signed in, with the password again, and a code where the second factor is on. A mail tells
/// when the copy is ready.
#[utoipa::path(post, path = "/api/v1/auth/export", tag = "auth", security(("bearer" = [])), request_body = ProofBody,
    responses((status = 201, body = Envelope<CopyBody>), (status = 401), (status = 409), (status = 422)))]
async fn ask_for_copy(cx: Cx, ApiJson(body): ApiJson<ProofBody>) -> AppResult<Response> {
    export_data::ask(&cx, &cx.buyer()?, &body.into()).await?;
    Ok(api::created(CopyBody::making()))
}

/// **Permissions**: anyone signed in; 404 where no copy was asked for. `download_url` dies after `expires_in` seconds.
#[utoipa::path(get, path = "/api/v1/auth/export", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = Envelope<CopyBody>), (status = 401), (status = 404)))]
async fn show_copy(cx: Cx) -> AppResult<Response> {
    let buyer = cx.buyer()?;
    let copy = export_data::present(&cx, &buyer).await?.ok_or_else(AppError::not_found)?;
    if copy.ready_at.is_none() {
        return Ok(api::ok(CopyBody::making()));
    }
    let granted = export_data::fetch(&cx, &buyer).await?;
    Ok(api::ok(CopyBody {
        status: "ready",
        size_bytes: copy.size_bytes,
        expires_at: Some(copy.expires_at),
        download_url: Some(granted.url.into()),
        expires_in: Some(granted.expires_in),
    }))
}

impl CopyBody {
    fn making() -> Self {
        Self { status: "making", size_bytes: None, expires_at: None, download_url: None, expires_in: None }
    }
}

async fn me_again(cx: &Cx) -> AppResult<Response> {
    let known = cx.person.as_ref().ok_or(AppError::Unauthenticated)?;
    let person = person(&cx.state, known.id).await?.ok_or(AppError::Unauthenticated)?;
    Ok(api::ok(UserBody::from(&person)))
}
