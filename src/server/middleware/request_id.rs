//! A fresh id for every request: in the log, in the answer, and in every error a person may report.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use tracing::Instrument;

use crate::kit::ids::new_id;
use crate::server::http_error::ApiFault;

/// The id of the request under way.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Answers a request by `answer`, and logs that.
pub async fn with_id<F>(mut request: Request, answer: impl FnOnce(Request) -> F) -> Response
where
    F: Future<Output = Response>,
{
    let id = new_id().simple().to_string();
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    request.extensions_mut().insert(RequestId(id.clone()));
    let started = std::time::Instant::now();
    async move {
        let mut response = answer(request).await;
        if response.extensions().get::<ApiFault>().is_some() {
            response = told(response, &id).await;
        }
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
        }
        let status = response.status().as_u16();
        let ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status, ms, "answered");
        response
    }
    .instrument(span)
    .await
}

/// Writes the request's id into an error envelope.
async fn told(response: Response, id: &str) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 * 1024).await.unwrap_or_default();
    let Ok(mut envelope) = serde_json::from_slice::<serde_json::Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    envelope["error"]["request_id"] = id.into();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(envelope.to_string()))
}
