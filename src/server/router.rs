//! Every address the process answers, and what a request passes on its way there. [`crate::server::entry`] stands before.

use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State as Extract};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use sea_orm::ConnectionTrait;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

use crate::kit::error::AppError;
use crate::server::cx::Cx;
use crate::server::middleware::{api_limit, public_pages, security, who};
use crate::server::state::State;
use crate::server::{forms, openapi, render, session, speculation, theme};
use crate::{accounts, app, catalog, sell};

/// No request of a person or program is worked on longer,
const PATIENCE: Duration = Duration::from_secs(30);
/// save those whose files may come over a slow line.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(30 * 60);

/// Of those reading a page while it is compressed, hardly anyone gains from more.
pub const BROTLI_QUALITY: i32 = 5;

pub fn router(state: State) -> Router {
    let (api, _) = openapi::api().split_for_parts();
    let api = api.layer(from_fn_with_state(state.clone(), api_limit::layer));
    let pages = app::page_paths().iter().fold(Router::new(), |router, path| router.route(path, get(page)));
    let known_people = Router::new()
        .merge(api)
        .merge(openapi::pages())
        .route("/api/fn/{name}", post(forms::handle))
        .route("/theme", post(theme::choose))
        .merge(accounts::provider_routes())
        .merge(accounts::form_routes())
        .merge(sell::form_routes())
        .merge(pages)
        .fallback(nowhere)
        .layer(from_fn_with_state(state.clone(), who::layer))
        .layer(session::layer(&state))
        .layer(same_origin(&state))
        .layer(from_fn_with_state(state.clone(), public_pages::layer))
        .layer(from_fn(patience));
    Router::new()
        .route("/health/live", get(async || "ok"))
        .route("/health/ready", get(ready))
        .merge(accounts::jwks())
        .merge(catalog::media_routes())
        .merge(catalog::machine_routes())
        .merge(catalog::part_routes())
        .merge(catalog::page_routes())
        .merge(speculation::routes())
        .merge(static_files(&state))
        .merge(known_people)
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(BROTLI_QUALITY)))
        .layer(CatchPanicLayer::custom(|_| AppError::Internal.into_response()))
        .layer(from_fn_with_state(state.clone(), security::layer))
        .with_state(state)
}

async fn patience(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let pictures = ["/api/v1/uploads/image", "/api/v1/uploads/avatar", "/account/avatar"];
    let takes_files = path.starts_with("/sell/") || pictures.contains(&path);
    let limit = if takes_files && *request.method() == Method::POST { PATIENCE_WITH_FILES } else { PATIENCE };
    let answered = tokio::time::timeout(limit, next.run(request)).await;
    answered.unwrap_or_else(|_| StatusCode::GATEWAY_TIMEOUT.into_response())
}

async fn page(cx: Cx, request: Request) -> Response {
    render::render(cx, request, None).await
}

/// The house's 404, in the caller's language.
async fn nowhere(cx: Cx, request: Request) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD if !request.uri().path().starts_with("/api/") => page(cx, request).await,
        _ => AppError::NotFound.into_response(),
    }
}

async fn ready(Extract(state): Extract<State>) -> Response {
    if let Err(error) = state.db.execute_unprepared("SELECT 1").await {
        tracing::error!(%error, "not ready: database");
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer").into_response();
    }
    if let Some(redis) = &state.redis
        && let Err(fault) = redis.ping().await
    {
        tracing::error!(%fault, "not ready: Redis");
        return (StatusCode::SERVICE_UNAVAILABLE, "Redis does not answer").into_response();
    }
    "ready".into_response()
}

/// Mutations come from our own pages; callers with a bearer token send no cookie and pass.
fn same_origin(state: &State) -> CsrfLayer<impl FnMut(ProtectionError) -> Response + Clone + Send + 'static> {
    // Both prove themselves by a signature; mail programs unsubscribe from wherever they are (RFC 8058).
    let layer = CsrfLayer::new().with_insecure_bypass(|_, uri| {
        uri.path().starts_with("/api/v1/webhooks/") || uri.path() == "/unsubscribe"
    });
    let layer = layer.add_trusted_origin(&state.config.server.base_url).unwrap_or_else(|_| CsrfLayer::new());
    layer.with_rejection_response(|_| {
        AppError::forbidden(
            "This request came from another site and was refused. Open the shop and try again there.",
        )
        .into_response()
    })
}

/// The built site: hashed files are cached for ever, the others for an hour.
fn static_files(state: &State) -> Router<State> {
    let root = state.site.root();
    let cached = |rule: &'static str| {
        SetResponseHeaderLayer::overriding(
            HeaderName::from_static("cache-control"),
            HeaderValue::from_static(rule),
        )
    };
    let forever = if state.site.files.hashed { "public, max-age=31536000, immutable" } else { "no-cache" };
    let entries = std::fs::read_dir(&root).into_iter().flatten().filter_map(Result::ok);
    entries.fold(Router::new(), |router, entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".br") || name.ends_with(".gz") {
            return router;
        }
        let path = format!("/{name}");
        if entry.path().is_dir() {
            let rule =
                if name == *state.site.options.site_pkg_dir { forever } else { "public, max-age=3600" };
            let files = ServeDir::new(entry.path()).precompressed_br().precompressed_gzip();
            router.nest_service(&path, tower::ServiceBuilder::new().layer(cached(rule)).service(files))
        } else {
            let file = ServeFile::new(entry.path()).precompressed_br().precompressed_gzip();
            router.route_service(
                &path,
                tower::ServiceBuilder::new().layer(cached("public, max-age=3600")).service(file),
            )
        }
    })
}
