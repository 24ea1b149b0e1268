//! The API's own description, gathered from the handlers.

use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa_axum::router::OpenApiRouter;

use crate::server::api::ErrorEnvelope;
use crate::server::state::State;
use crate::{accounts, admin, cart, catalog, checkout, library, orders, sell};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "ProSets API",
        description = "Everything the shop's pages do, for programs. Answers come in one envelope; lists are paged by cursor.",
        license(name = "AGPL-3.0-only", identifier = "AGPL-3.0-only")
    ),
    components(schemas(ErrorEnvelope))
)]
struct Description;

/// Every route under `/api/v1`, with its description.
pub fn api() -> OpenApiRouter<State> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(accounts::routes())
        .merge(admin::routes())
        .merge(cart::routes())
        .merge(catalog::routes())
        .merge(checkout::routes())
        .merge(orders::routes())
        .merge(library::routes())
        .merge(sell::routes())
}

/// The description alone.
pub fn description() -> utoipa::openapi::OpenApi {
    let (_, mut description) = api().split_for_parts();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build();
    let components = description.components.get_or_insert_default();
    components.security_schemes.insert("bearer".into(), SecurityScheme::Http(bearer).into());
    description
}

/// `/api/v1/openapi.json`
pub fn pages() -> Router<State> {
    Router::new().route("/api/v1/openapi.json", get(json))
}

async fn json() -> impl IntoResponse {
    ([(header::CACHE_CONTROL, "public, max-age=300")], Json(description()))
}
