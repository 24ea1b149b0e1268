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
    add(&state, response.headers_mut());
    response
}

pub fn add(state: &State, headers: &mut HeaderMap) {
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, header::REFERRER_POLICY, "same-origin");
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    put(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(headers, HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    if state.config.server.is_https() {
        put(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    let needs = match headers.get(header::CONTENT_SECURITY_POLICY) {
        Some(marker) if marker == ISLANDS => Needs::Islands,
        Some(marker) if marker == FRAMES => Needs::Frames,
        Some(_) => return,
        None => Needs::Nothing,
    };
    if let Ok(policy) = HeaderValue::from_str(&policy(state, needs)) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
}

/// What a page asks for beyond the common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Nothing,
    Islands,
    Frames,
}

fn policy(state: &State, needs: Needs) -> Cow<'static, str> {
    let mut policy = Cow::Borrowed(POLICY);
    match needs {
        Needs::Nothing => {}
        Needs::Islands => {
            policy = policy
                .replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
                .replace("connect-src 'self'", &format!("connect-src 'self' {}", state.upload_origin))
                .into();
        }
        // The shop only sends the frame on; its own pages refuse to be framed.
        Needs::Frames => {
            let frames = format!("frame-src 'self' {}; connect-src", state.upload_origin);
            policy = policy.replace("connect-src", &frames).into();
        }
    }
    // The form that signs out leads on to the provider one signed in with.
    let lead_on = state.issuers.origins().join(" ");
    if !lead_on.is_empty() {
        policy = policy.replace("form-action 'self'", &format!("form-action 'self' {lead_on}")).into();
    }
    policy
}

const ISLANDS: &str = "islands";
const FRAMES: &str = "frames";

/// Asks for the policy of a page with islands: WASM may be compiled, and files sent to storage.
pub fn with_islands() -> HeaderValue {
    HeaderValue::from_static(ISLANDS)
}

/// Asks for the policy of a page that frames what lies where files lie.
pub fn with_frames() -> HeaderValue {
    HeaderValue::from_static(FRAMES)
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
