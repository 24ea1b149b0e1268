//! The HTTP shell around the S3 service: CORS, response headers, methods, patience.

use std::path::Path;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use hyper::body::Body as _;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tower_http::cors::CorsLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutBody;

use super::super::{PAGES, S3Config};
use super::access::SignedOnly;
use super::objects::Objects;
use super::{StartError, unusable};

/// An upload that sends nothing for this long is dropped.
const IDLE: Duration = Duration::from_secs(30);
const CHECKSUM: HeaderName = HeaderName::from_static("x-amz-checksum-sha256");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

pub fn router(root: &Path, storage: &S3Config, allowed_origins: &[String]) -> Result<Router, StartError> {
    let files =
        FileSystem::new(root).map_err(|error| unusable(root, std::io::Error::other(format!("{error:?}"))))?;
    let mut builder = S3ServiceBuilder::new(Objects::new(files, root));
    builder.set_auth(SimpleAuth::from_single(storage.access_key.clone(), storage.secret_key.clone()));
    builder.set_access(SignedOnly);
    let service = builder.build();
    let header = |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Ok(Router::new()
        .fallback(move |request: Request| answer(service.clone(), request))
        .layer(cors(allowed_origins)?)
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(from_fn(sandboxed))
        .layer(header(RESOURCE_POLICY, "cross-origin")))
}

/// Whatever is shown in place is nobody's; pages may run their scripts in that state, nothing else may.
async fn sandboxed(request: Request, next: Next) -> Response {
    let key = request.uri().path().trim_start_matches('/').split_once('/').map_or("", |(_, key)| key);
    let policy = if key.starts_with(PAGES) { "sandbox allow-scripts" } else { "sandbox" };
    let mut response = next.run(request).await;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    response
}

async fn answer(service: S3Service, request: Request) -> Response {
    // POST would let strangers fill the memory: a form upload is read before it is refused.
    if ![Method::GET, Method::HEAD, Method::PUT, Method::DELETE].contains(request.method()) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match service.call(request.map(patient)).await {
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(?error, "the file server could not answer");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn patient(body: Body) -> s3s::Body {
    if body.is_end_stream() {
        // Said outright: signatures of bodyless requests cover a length of nought.
        return s3s::Body::empty();
    }
    s3s::Body::http_body_unsync(Body::new(TimeoutBody::new(IDLE, body)))
}

fn cors(allowed_origins: &[String]) -> Result<CorsLayer, StartError> {
    let origin = |text: &String| {
        let url = url::Url::parse(text).ok().filter(|url| url.origin().is_tuple());
        let value = url.and_then(|url| HeaderValue::from_str(&url.origin().ascii_serialization()).ok());
        value.ok_or_else(|| StartError::Origin(text.clone()))
    };
    let origins = allowed_origins.iter().map(origin).collect::<Result<Vec<_>, _>>()?;
    Ok(CorsLayer::new()
        .allow_origin(origins)
        .allow_methods([Method::GET, Method::HEAD, Method::PUT])
        .allow_headers([CONTENT_TYPE, RANGE, CHECKSUM])
        .expose_headers([ETAG, CONTENT_LENGTH, CONTENT_RANGE, ACCEPT_RANGES, CONTENT_DISPOSITION, CHECKSUM])
        .max_age(Duration::from_secs(3600)))
}
