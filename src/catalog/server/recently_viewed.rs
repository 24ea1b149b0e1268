//! `/parts/recently-viewed?slugs=a,b,c`: the cards of listings a browser remembers, as a piece of a page. The same for
//! all who ask for the same; what is not for sale or not known is left out.

use axum::Router;
use axum::extract::{RawQuery, State as Extract};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use leptos::prelude::*;

use super::parts::asset_card::CardGrid;
use super::store::recent;
use crate::catalog::types::Card;
use crate::kit::error::AppResult;
use crate::server::state::State;
use crate::server::{etag, http_error, render};

/// No browser is shown more.
const MOST: usize = 12;
const TYPE: &str = "text/html; charset=utf-8";
const CACHED: &str = "public, max-age=60";

pub fn routes() -> Router<State> {
    Router::new().route("/parts/recently-viewed", get(serve))
}

async fn serve(Extract(state): Extract<State>, RawQuery(query): RawQuery, asked: HeaderMap) -> Response {
    let mut response = match recently_viewed(&state, &asked_for(query.as_deref().unwrap_or_default())).await {
        Ok(cards) => etag::answer(&asked, TYPE, CACHED, written(cards)),
        Err(error) => (http_error::status(&error), error.to_string()).into_response(),
    };
    let unlisted = HeaderValue::from_static("noindex");
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), unlisted);
    response
}

/// The cards of these listings, in this order.
pub async fn recently_viewed(state: &State, slugs: &[String]) -> AppResult<Vec<Card>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut cards = recent::published(&state.db, slugs).await?;
    cards.sort_by_key(|card| slugs.iter().position(|slug| *slug == card.slug));
    Ok(cards)
}

fn written(cards: Vec<Card>) -> String {
    if cards.is_empty() {
        return String::new();
    }
    render::fragment(move || view! { <CardGrid cards=cards /> })
}

/// What can be a name of a listing, each once.
fn asked_for(query: &str) -> Vec<String> {
    let Some((_, list)) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "slugs") else {
        return Vec::new();
    };
    let mut slugs: Vec<String> = Vec::new();
    for slug in list.split(',').map(str::trim) {
        let fits = (1..=100).contains(&slug.len())
            && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits && slugs.len() < MOST && !slugs.iter().any(|known| known == slug) {
            slugs.push(slug.to_owned());
        }
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_asked_for_and_not_many() {
        assert_eq!(asked_for("slugs=gear,cog%2Cnut,gear"), ["gear", "cog", "nut"]);
        assert_eq!(asked_for("a=b&slugs=+gear+,A,%00,a/b,,%27"), ["gear"]);
        assert_eq!(asked_for(""), Vec::<String>::new());
        let many: Vec<String> = (0..40).map(|i| format!("no-{i}")).collect();
        assert_eq!(asked_for(&format!("slugs={}", many.join(","))).len(), MOST);
        assert_eq!(asked_for(&format!("slugs={}", "x".repeat(101))), Vec::<String>::new());
    }
}
