//! Security headers on every answer. A policy set by a page itself is kept.

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
    match headers.get(header::CONTENT_SECURITY_POLICY) {
        Some(marker) if marker == ISLANDS => {
            let policy = POLICY
                .replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
                .replace("connect-src 'self'", &format!("connect-src 'self' {}", state.upload_origin));
            if let Ok(policy) = HeaderValue::from_str(&policy) {
                headers.insert(header::CONTENT_SECURITY_POLICY, policy);
            }
        }
        Some(_) => {}
        None => put(headers, header::CONTENT_SECURITY_POLICY, POLICY),
    }
    response
}

const ISLANDS: &str = "islands";

/// Asks for the policy of a page with islands: WASM may be compiled, and files sent to storage.
pub fn with_islands() -> HeaderValue {
    HeaderValue::from_static(ISLANDS)
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
