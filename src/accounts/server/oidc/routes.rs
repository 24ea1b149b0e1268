//! `/api/auth/*`: to the provider, back from it, and out again. Nothing is here where no provider is configured.

use axum::Router;
use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::arrive::{Onward, arrive};
use super::{Problem, sign_out, under_way};
use crate::kit::error::{AppError, AppResult};
use crate::ports::identity::Answer;
use crate::server::cx::Cx;
use crate::server::issuers::Issuer;
use crate::server::limits::Purpose;
use crate::server::reply::same_site;
use crate::server::state::State;
use crate::server::{device, flash};
use crate::ui::flash::Flash;

/// The main provider, whose addresses carry no name.
const MAIN: &str = "auth0";

/// Every address here, as axum writes it.
pub const PATHS: [&str; 5] = [
    "/api/auth/login",
    "/api/auth/login/{issuer}",
    "/api/auth/callback",
    "/api/auth/callback/{issuer}",
    "/api/auth/logout",
];

pub fn routes() -> Router<State> {
    let [login, login_with, callback, callback_of, logout] = PATHS;
    Router::new()
        .route(login, get(to_main))
        .route(login_with, get(to_further))
        .route(callback, get(from_main))
        .route(callback_of, get(from_further))
        .route(logout, get(out))
}

async fn to_main(cx: Cx, headers: HeaderMap) -> AppResult<Response> {
    to_provider(cx, headers, MAIN.to_owned()).await
}

async fn to_further(cx: Cx, headers: HeaderMap, Path(key): Path<String>) -> AppResult<Response> {
    to_provider(cx, headers, key).await
}

async fn from_main(cx: Cx, headers: HeaderMap, query: RawQuery) -> AppResult<Response> {
    back(cx, headers, MAIN.to_owned(), query).await
}

async fn from_further(
    cx: Cx,
    headers: HeaderMap,
    Path(key): Path<String>,
    query: RawQuery,
) -> AppResult<Response> {
    back(cx, headers, key, query).await
}

async fn to_provider(cx: Cx, headers: HeaderMap, key: String) -> AppResult<Response> {
    let issuer = cx.state.issuers.get(&key).ok_or(AppError::NotFound)?;
    if let Some(address) = elsewhere(&cx, &headers) {
        return Ok(see_other(&address));
    }
    cx.state.limits.count(Purpose::Api, cx.request.ip.as_deref().unwrap_or_default(), cx.now()).await?;
    let next = cx.query("next").unwrap_or_default();
    let next = same_site(&next, "");
    match begin(&cx, issuer, next).await {
        Ok(address) => Ok(see_other(&address)),
        Err(problem) => Ok(told(&cx, issuer, problem, next)),
    }
}

/// The same under the shop's public name, where the browser uses another: the provider sends it back to that one, and
/// a cookie of this one would stay behind. Once only, for a proxy may hide the name.
fn elsewhere(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    let server = &cx.state.config.server;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    if server.is_named(host) || cx.query("moved").is_some() {
        return None;
    }
    let joint = if cx.request.path.contains('?') { '&' } else { '?' };
    Some(server.link(&format!("{}{joint}moved=1", cx.request.path)))
}

async fn begin(cx: &Cx, issuer: &Issuer, next: &str) -> Result<String, Problem> {
    let (address, attempt) = issuer.provider.begin().await.map_err(|error| logged(issuer, error))?;
    under_way::begin(cx, &issuer.key, attempt, next).await?;
    Ok(address.into())
}

async fn back(cx: Cx, headers: HeaderMap, key: String, RawQuery(query): RawQuery) -> AppResult<Response> {
    let issuer = cx.state.issuers.get(&key).ok_or(AppError::NotFound)?;
    let query = query.unwrap_or_default();
    let (cx, cookie) = device::ensured(&cx);
    let mut response = match finish(&cx, issuer, &headers, &query).await {
        Ok(onward) => going_on(&onward),
        Err((problem, next)) => told(&cx, issuer, problem, &next),
    };
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// A problem comes with where they were going.
async fn finish(
    cx: &Cx,
    issuer: &Issuer,
    headers: &HeaderMap,
    query: &str,
) -> Result<Onward, (Problem, String)> {
    let value = |name: &str| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let lost = |problem: Problem| (problem, String::new());
    let begun = under_way::take(cx, &issuer.key, &value("state").unwrap_or_default()).await;
    let Some(begun) = begun.map_err(|error| lost(error.into()))? else {
        let problem = if headers.contains_key(header::COOKIE) { Problem::Stale } else { Problem::Cookies };
        return Err(lost(problem));
    };
    let fault = |problem: Problem| (problem, begun.next.clone());
    if let Some(error) = value("error") {
        let words = value("error_description").unwrap_or_default();
        tracing::warn!(provider = issuer.label, error, words, "sign-in provider: refused");
        let theirs = ["access_denied", "login_required", "consent_required", "interaction_required"];
        return Err(fault(if theirs.contains(&error.as_str()) { Problem::Denied } else { Problem::Setup }));
    }
    let Some(code) = value("code") else { return Err(fault(Problem::Refused)) };
    let answer = Answer { code, issuer: value("iss") };
    let proof = issuer.provider.finish(&begun.attempt, &answer).await;
    let proof = proof.map_err(|error| fault(logged(issuer, error)))?;
    arrive(cx, issuer, proof, &begun.next).await.map_err(fault)
}

/// Ends the session here and there. Another site's link or picture does not.
async fn out(cx: Cx, headers: HeaderMap) -> AppResult<Response> {
    if cx.state.issuers.iter().next().is_none() {
        return Err(AppError::NotFound);
    }
    let from = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok()).unwrap_or("none");
    if !["none", "same-origin"].contains(&from) {
        return Ok(see_other("/account"));
    }
    let onward = sign_out(&cx).await?;
    Ok(see_other(onward.as_deref().unwrap_or("/")))
}

fn logged(issuer: &Issuer, error: crate::ports::identity::IdentityError) -> Problem {
    tracing::warn!(provider = issuer.label, %error, "sign-in provider");
    error.into()
}

/// The page that says what went wrong, and where to begin again.
fn told(cx: &Cx, issuer: &Issuer, problem: Problem, next: &str) -> Response {
    if cx.person.is_some() {
        let words = Some(Flash::fault(problem.words(&issuer.label)));
        return going_on(&Onward { path: "/account/security".into(), words });
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("problem", problem.code()).append_pair("with", &issuer.key);
    if !next.is_empty() {
        query.append_pair("next", next);
    }
    see_other(&format!("/sign-in?{}", query.finish()))
}

fn going_on(onward: &Onward) -> Response {
    let mut response = see_other(&onward.path);
    if let Some(cookie) = onward.words.as_ref().and_then(flash::set) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn see_other(to: &str) -> Response {
    let Ok(to) = HeaderValue::from_str(to) else { return StatusCode::BAD_REQUEST.into_response() };
    let fixed = [(header::LOCATION, to), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    (StatusCode::SEE_OTHER, fixed).into_response()
}
