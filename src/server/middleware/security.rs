//! Security headers on every answer. A policy set by a page itself is kept.

use std::borrow::Cow;

use axum::extract::{Request, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::server::state::State;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

pub async fn layer(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, header::REFERRER_POLICY, "same-origin");
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    put(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(headers, HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if state.config.server.is_https() {
        put(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    let islands = match headers.get(header::CONTENT_SECURITY_POLICY) {
        Some(marker) if marker == ISLANDS => true,
        Some(_) => return response,
        None => false,
    };
    if let Ok(policy) = HeaderValue::from_str(&policy(&state, islands)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

fn policy(state: &State, islands: bool) -> Cow<'static, str> {
    let mut policy = Cow::Borrowed(POLICY);
    if islands {
        policy = policy
            .replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
            .replace("connect-src 'self'", &format!("connect-src 'self' {}", state.upload_origin))
            .into();
    }
    // The form that signs out leads on to the provider one signed in with.
    let lead_on = state.issuers.origins().join(" ");
    if !lead_on.is_empty() {
        policy = policy.replace("form-action 'self'", &format!("form-action 'self' {lead_on}")).into();
    }
    policy
}

const ISLANDS: &str = "islands";

/// Asks for the policy of a page with islands: WASM may be compiled, and files sent to storage.
pub fn with_islands() -> HeaderValue {
    HeaderValue::from_static(ISLANDS)
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
