//! The API's limit per caller, told in every answer (draft-ietf-httpapi-ratelimit-headers).

use axum::extract::{Request, State as Extract};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::server::cx::Cx;
use crate::server::limits::Purpose;
use crate::server::state::State;

pub async fn layer(Extract(state): Extract<State>, cx: Cx, request: Request, next: Next) -> Response {
    if request.uri().path().starts_with("/api/v1/webhooks/") {
        return next.run(request).await;
    }
    let caller = match (&cx.person, &cx.request.ip) {
        (Some(person), _) => person.id.to_string(),
        (None, Some(ip)) => ip.clone(),
        (None, None) => String::new(),
    };
    match state.limits.count(Purpose::Api, &caller, cx.now()).await {
        Err(error) => error.into_response(),
        Ok(standing) => {
            let mut response = next.run(request).await;
            for (name, value) in [
                ("ratelimit-limit", u64::from(standing.limit)),
                ("ratelimit-remaining", u64::from(standing.remaining)),
                ("ratelimit-reset", standing.reset),
            ] {
                response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from(value));
            }
            response
        }
    }
}
