//! What programs read: which pages there are, which of them to leave alone, and what is new.

mod feed;
mod robots;
mod sitemap;
mod xml;

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::{serve_social_card, serve_suggestions};
use crate::kit::error::AppError;
use crate::server::http_error;
use crate::server::state::State;

pub use sitemap::sitemap_part;

pub fn routes() -> Router<State> {
    Router::new()
        .route("/robots.txt", get(robots::robots))
        .route("/sitemap.xml", get(sitemap::index))
        .route("/sitemaps/{part}", get(sitemap::part))
        .route("/feed.xml", get(feed::of_the_shop))
        .route("/sellers/{handle}/feed.xml", get(feed::of_a_seller))
        .merge(serve_social_card::routes())
        .merge(serve_suggestions::routes())
}

/// A program wants the status; the words are for who looks.
fn fault(error: &AppError) -> Response {
    (http_error::status(error), error.to_string()).into_response()
}

fn gone() -> Response {
    (StatusCode::GONE, "This shop has closed.").into_response()
}
