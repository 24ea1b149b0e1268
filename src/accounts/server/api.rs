//! `/api/v1/auth`, and the public key of its access tokens.

use axum::extract::State as Extract;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use super::issue_tokens::{self, Tokens};
use super::sign_up::{SignUp, sign_up};
use super::tokens::ACCESS_SECONDS;
use super::{email_links, prove, reset_password, second_factor};
use crate::kit::avatar;
use crate::kit::error::{AppError, AppResult};
use crate::kit::locale::Locale;
use crate::kit::money::Currency;
use crate::server::api::{self, ApiJson, Envelope};
use crate::server::cx::{Cx, Person};
use crate::server::proof::Challenge;
use crate::server::session;
use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new()
        .routes(routes!(challenge))
        .routes(routes!(register))
        .routes(routes!(login))
        .routes(routes!(refresh))
        .routes(routes!(logout))
        .routes(routes!(me))
        .routes(routes!(forgot_password))
        .routes(routes!(reset_password_by_link))
        .routes(routes!(verify_email))
}

/// `/.well-known/jwks.json`
pub fn jwks() -> Router<State> {
    Router::new().route("/.well-known/jwks.json", get(keys))
}

async fn keys(Extract(state): Extract<State>) -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "public, max-age=3600")], Json(state.tokens.public()))
}

#[derive(Debug, Deserialize, ToSchema)]
struct RegisterBody {
    email: String,
    /// 3 to 32 letters, digits, `-` or `_`.
    username: String,
    /// At least 12 characters.
    password: String,
    #[serde(default)]
    display_name: Option<String>,
    /// The solution of a challenge, where a 429 asked for one.
    #[serde(default)]
    altcha: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct RegisteredBody {
    user: UserBody,
}

#[derive(Debug, Deserialize, ToSchema)]
struct LoginBody {
    email: String,
    password: String,
    /// Of the second factor, where it is on: six digits of the app, or a recovery code.
    #[serde(default)]
    code: Option<String>,
    /// The solution of a challenge, where a 429 asked for one.
    #[serde(default)]
    altcha: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct RefreshBody {
    refresh_token: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ForgotPasswordBody {
    email: String,
    /// The solution of a challenge, where a 429 asked for one.
    #[serde(default)]
    altcha: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct ResetPasswordBody {
    /// From the link in the mail.
    token: String,
    /// At least 12 characters.
    password: String,
}

#[derive(Debug, Deserialize, ToSchema)]
struct VerifyEmailBody {
    /// From the link in the mail.
    token: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct TokensBody {
    access_token: String,
    /// Works once; bring it to `refresh` within seven days.
    refresh_token: String,
    token_type: &'static str,
    /// Seconds the access token is good for.
    expires_in: i64,
    user: UserBody,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct UserBody {
    id: Uuid,
    username: String,
    email: String,
    display_name: String,
    email_verified: bool,
    /// `buyer`, `seller`, `moderator`, `admin`: all that hold.
    roles: Vec<&'static str>,
    /// The handle of the person's shop, if they have one.
    seller: Option<String>,
    /// Path of their picture, 256 pixels across, if they have one.
    avatar: Option<String>,
    /// How dates and numbers are written for them, where they chose.
    locale: Option<&'static str>,
    /// What their new listings are priced in, where they chose.
    currency: Option<&'static str>,
}

impl From<&Person> for UserBody {
    fn from(person: &Person) -> Self {
        Self {
            id: person.id,
            roles: person.roles(),
            username: person.username.clone(),
            email: person.email.clone(),
            display_name: person.display_name.clone(),
            email_verified: person.email_verified,
            seller: person.seller.clone(),
            avatar: person.avatar.as_deref().map(|stem| avatar::src(stem, 256)),
            locale: person.locale.map(Locale::code),
            currency: person.currency.map(Currency::code),
        }
    }
}

/// **Permissions**: anyone. After several failed sign-ins or sign-ups from one network, `login`, `register` and
/// `forgot-password` answer it 429 with `details.altcha` for a quarter of an hour at most (`Retry-After`), unless they
/// are sent `altcha`: a challenge of this kind with the `number` that was found, as JSON in Base64 (ALTCHA, version 1).
/// Each is good once, for five minutes.
#[utoipa::path(get, path = "/api/v1/auth/challenge", tag = "auth",
    responses((status = 200, body = Envelope<Challenge>)))]
async fn challenge(cx: Cx) -> Response {
    let mut response = api::ok(cx.state.proofs.challenge(cx.now()));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// **Permissions**: anyone. The answer does not tell whether the address had an account before.
#[utoipa::path(post, path = "/api/v1/auth/register", tag = "auth", request_body = RegisterBody,
    responses((status = 201, body = Envelope<RegisteredBody>), (status = 422), (status = 429)))]
async fn register(cx: Cx, ApiJson(body): ApiJson<RegisterBody>) -> AppResult<Response> {
    let asked = sign_up(
        &cx,
        SignUp {
            email: body.email,
            username: body.username,
            password: body.password,
            password_again: None,
            display_name: body.display_name.unwrap_or_default(),
            proof: body.altcha,
        },
    )
    .await?;
    let user = UserBody {
        id: asked.id,
        username: asked.username,
        email: asked.email,
        display_name: asked.display_name,
        email_verified: false,
        roles: vec!["buyer"],
        seller: None,
        avatar: None,
        locale: None,
        currency: None,
    };
    Ok(api::created(RegisteredBody { user }))
}

/// **Permissions**: anyone. Every refusal is the same 401; where the second factor is on and the code is missing or
/// wrong, it has `details.code`.
#[utoipa::path(post, path = "/api/v1/auth/login", tag = "auth", request_body = LoginBody,
    responses((status = 200, body = Envelope<TokensBody>), (status = 401), (status = 429)))]
async fn login(cx: Cx, ApiJson(body): ApiJson<LoginBody>) -> AppResult<Response> {
    let user = prove::by_password(&cx, &body.email, &body.password, Some(&body.altcha)).await?;
    if second_factor::is_on(&cx.state.db, user.id).await? {
        second_factor::check(&cx, user.id, body.code.as_deref()).await?;
    }
    Ok(answer(issue_tokens::begin(&cx, user.id).await?))
}

/// **Permissions**: whoever holds the refresh token. A token that comes a second time ends its whole sign-in.
#[utoipa::path(post, path = "/api/v1/auth/refresh", tag = "auth", request_body = RefreshBody,
    responses((status = 200, body = Envelope<TokensBody>), (status = 401)))]
async fn refresh(cx: Cx, ApiJson(body): ApiJson<RefreshBody>) -> AppResult<Response> {
    Ok(answer(issue_tokens::rotate(&cx, &body.refresh_token).await?))
}

/// **Permissions**: anyone signed in. Ends the sign-in the request was made with.
#[utoipa::path(post, path = "/api/v1/auth/logout", tag = "auth", security(("bearer" = [])),
    responses((status = 200), (status = 401)))]
async fn logout(cx: Cx, headers: HeaderMap) -> AppResult<Response> {
    cx.buyer()?;
    match headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer ")) {
        Some(access) => issue_tokens::end(&cx, access).await?,
        None => session::sign_out(&cx.session).await?,
    }
    Ok(api::done())
}

/// **Permissions**: anyone signed in.
#[utoipa::path(get, path = "/api/v1/auth/me", tag = "auth", security(("bearer" = [])),
    responses((status = 200, body = Envelope<UserBody>), (status = 401)))]
async fn me(cx: Cx) -> AppResult<Response> {
    let person = cx.person.as_deref().ok_or(AppError::Unauthenticated)?;
    Ok(api::ok(UserBody::from(person)))
}

/// **Permissions**: anyone. The answer does not tell whether there is such an account; a link goes out if there is.
#[utoipa::path(post, path = "/api/v1/auth/forgot-password", tag = "auth", request_body = ForgotPasswordBody,
    responses((status = 200), (status = 422), (status = 429)))]
async fn forgot_password(cx: Cx, ApiJson(body): ApiJson<ForgotPasswordBody>) -> AppResult<Response> {
    reset_password::ask(&cx, &body.email, &body.altcha).await?;
    Ok(api::done())
}

/// **Permissions**: whoever holds the link, once, for 15 minutes. Every sign-in of the account ends.
#[utoipa::path(post, path = "/api/v1/auth/reset-password", tag = "auth", request_body = ResetPasswordBody,
    responses((status = 200), (status = 409), (status = 422), (status = 429)))]
async fn reset_password_by_link(cx: Cx, ApiJson(body): ApiJson<ResetPasswordBody>) -> AppResult<Response> {
    reset_password::reset(&cx, &body.token, &body.password, None).await?;
    Ok(api::done())
}

/// **Permissions**: whoever holds the link, once, for a day.
#[utoipa::path(post, path = "/api/v1/auth/verify-email", tag = "auth", request_body = VerifyEmailBody,
    responses((status = 200), (status = 409)))]
async fn verify_email(cx: Cx, ApiJson(body): ApiJson<VerifyEmailBody>) -> AppResult<Response> {
    email_links::verify_email(&cx, &body.token).await?;
    Ok(api::done())
}

/// Tokens are for nobody's cache (RFC 6749, 5.1).
fn answer(tokens: Tokens) -> Response {
    let user = UserBody::from(&tokens.person);
    let mut response = api::ok(TokensBody {
        access_token: tokens.access,
        refresh_token: tokens.refresh,
        token_type: "Bearer",
        expires_in: ACCESS_SECONDS,
        user,
    });
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
