//! `/api/v1`: listings and uploads, from their seller's side.

mod body;
mod listings;
mod pictures;
mod uploads;

use utoipa_axum::router::OpenApiRouter;

use crate::server::state::State;

pub fn routes() -> OpenApiRouter<State> {
    OpenApiRouter::new().merge(listings::routes()).merge(uploads::routes()).merge(pictures::routes())
}
