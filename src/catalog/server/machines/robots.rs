//! `/robots.txt`

use axum::extract::State as Extract;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::server::etag;
use crate::server::state::State;

/// What is nobody's to find: one's own pages, forms, tokens. Pages that say `noindex` are not here: who may not read
/// them does not read that either.
const CLOSED: [&str; 19] = [
    "/account",
    "/admin",
    "/api/",
    "/cart",
    "/change-email",
    "/checkout",
    "/dashboard",
    "/forgot-password",
    "/library",
    "/orders",
    "/reset-password",
    "/sandbox/",
    "/sell/",
    "/sign-in",
    "/theme",
    "/unlock",
    "/unsubscribe",
    "/verify-email",
    "/wishlist",
];

pub async fn robots(Extract(state): Extract<State>, asked: HeaderMap) -> Response {
    let mut text = String::from("User-agent: *\n");
    for path in CLOSED {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    text.push_str("Allow: /api/docs\n\n");
    text.push_str(&format!("Sitemap: {}\n", state.config.server.link("/sitemap.xml")));
    etag::answer(&asked, "text/plain; charset=utf-8", "public, max-age=3600", text)
}
