//! Pages that are the same for all strangers: they say which state they show, are not sent again to whoever has it, and
//! may be kept by caches on the way as by our own. Anything else stays private, and so does a page when in doubt.

use std::sync::{Mutex, PoisonError};

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State as Extract};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::server::middleware::security;
use crate::server::page_cache::{Asked, Kept, NotForAll, Shown, Shows, key};
use crate::server::render::{LARGEST_PAGE, PRIVATE};
use crate::server::router::BROTLI_QUALITY;
use crate::server::state::State;

/// Caches on the way may answer with it for a minute, and while they fetch the next state for five more; browsers ask
/// every time.
pub const FOR_ALL: &str = "public, max-age=0, s-maxage=60, stale-while-revalidate=300";

pub async fn layer(Extract(state): Extract<State>, mut request: Request, next: Next) -> Response {
    if !is_for_all(request.method(), request.uri(), request.headers()) {
        return next.run(request).await;
    }
    // The tag of a HEAD is that of the page it would be; its body is taken off where all answers go out.
    *request.method_mut() = Method::GET;
    let (parts, _) = request.into_parts();
    let asked = parts.headers.clone();
    let asked = Asked::of(&asked);
    match key::of(&parts.uri).filter(|_| state.pages.answers()) {
        Some(key) => {
            let key = key.into_owned();
            from_memory(&state, &key, parts, &asked, &next).await
        }
        None => match render(&state, &parts, &next).await {
            Ok(page) => page.answer(&asked),
            Err(own) => own,
        },
    }
}

/// The answer to who asks for a page that is kept as they want it: nothing but its address has to be looked at. None
/// leads through [`layer`].
pub async fn at_hand(state: &State, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    if !is_for_all(method, uri, headers) {
        return None;
    }
    let page = state.pages.at_hand(&key::of(uri)?).await?;
    let asked = Asked::of(headers);
    let mut response = page.is_ready(&asked).then(|| page.answer(&asked))?;
    if *method == Method::HEAD {
        // As long as it would be (RFC 9110, 8.6).
        let body = std::mem::replace(response.body_mut(), Body::empty());
        if let Some(length) = body.size_hint().exact().filter(|_| response.status() == StatusCode::OK) {
            response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
        }
    }
    Some(response)
}

async fn from_memory(state: &State, key: &str, mut parts: Parts, asked: &Asked<'_>, next: &Next) -> Response {
    // What is kept under an address is what exactly this address leads to.
    if let Ok(uri) = key.parse() {
        parts.uri = uri;
    }
    let own = Mutex::new(None);
    let kept = state.pages.page(key, async || match render(state, &parts, next).await {
        Ok(page) => Ok(page.compressed(BROTLI_QUALITY)),
        Err(response) => {
            *own.lock().unwrap_or_else(PoisonError::into_inner) = Some(response);
            Err(NotForAll)
        }
    });
    if let Some(page) = kept.await {
        return page.answer(asked);
    }
    if let Some(response) = own.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return response;
    }
    match render(state, &parts, next).await {
        Ok(page) => page.answer(asked),
        Err(own) => own,
    }
}

/// The page for all, or what is nobody else's.
async fn render(state: &State, parts: &Parts, next: &Next) -> Result<Kept, Response> {
    let at = state.pages.changes.now();
    let shows = Shows::asked();
    let mut request = Request::from_parts(parts.clone(), Body::empty());
    request.extensions_mut().insert(shows.clone());
    let (mut response, body) = next.clone().run(request).await.into_parts();
    let is_plain = response.status == StatusCode::OK
        && response.headers.get(header::CACHE_CONTROL).is_some_and(|rule| rule == PRIVATE)
        && !response.headers.contains_key(header::SET_COOKIE);
    if !is_plain {
        return Err(Response::from_parts(response, body));
    }
    let broke_off = || {
        tracing::error!("a page broke off");
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    };
    let Ok(html) = to_bytes(body, LARGEST_PAGE).await else { return Err(broke_off()) };
    let shown = shown_on(parts.uri.path(), shows.told());
    // As it leaves the house: what is at hand passes nothing on its way out.
    security::add(state, &mut response.headers);
    response.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_ALL));
    Kept::new(response.headers, html, shown, at).ok_or_else(broke_off)
}

/// None where the page did not tell.
fn shown_on(path: &str, told: Vec<Shown>) -> Option<Vec<Shown>> {
    match path {
        "/" | "/assets" => Some(told.into_iter().chain([Shown::Shelves]).collect()),
        "/terms" | "/privacy" | "/api/docs" => Some(Vec::new()),
        _ if path.starts_with("/categories/") => Some(vec![Shown::Shelves]),
        _ => Some(told).filter(|told| !told.is_empty()),
    }
}

/// Whether a stranger asks, who brings nothing of ours along, and for a page of the shop's public face.
fn is_for_all(method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
        && is_public(uri.path())
        && !headers.contains_key(header::AUTHORIZATION)
        && !brings_our_cookie(headers)
}

fn is_public(path: &str) -> bool {
    let one_below =
        |folder: &str| path.strip_prefix(folder).is_some_and(|name| !name.is_empty() && !name.contains('/'));
    ["/", "/assets", "/terms", "/privacy", "/api/docs"].contains(&path)
        || ["/assets/", "/categories/", "/sellers/"].into_iter().any(one_below)
}

/// Session, colours, flash, device: each makes a page one's own. What cannot be read may be one of them.
fn brings_our_cookie(headers: &HeaderMap) -> bool {
    let is_ours = |pair: &str| {
        let name = pair.split('=').next().unwrap_or_default().trim();
        name.trim_start_matches("__Host-").trim_start_matches("__Secure-").starts_with("prosets")
    };
    let mut lines = headers.get_all(header::COOKIE).iter().map(HeaderValue::to_str);
    lines.any(|line| line.map_or(true, |line| line.split(';').any(is_ours)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_the_public_face_is_for_all() {
        for path in
            ["/", "/assets", "/assets/gear", "/categories/tools", "/sellers/ada", "/terms", "/api/docs"]
        {
            assert!(is_public(path), "{path}");
        }
        for path in [
            "",
            "/cart",
            "/sign-in",
            "/assets/",
            "/assets/a/b",
            "/sellers/ada/feed.xml",
            "/account",
            "/library/1",
        ] {
            assert!(!is_public(path), "{path}");
        }
    }

    #[test]
    fn a_cookie_of_ours_is_found_wherever_it_stands() {
        let ours = |cookie: &[u8]| {
            brings_our_cookie(&HeaderMap::from_iter([(
                header::COOKIE,
                HeaderValue::from_bytes(cookie).unwrap(),
            )]))
        };
        for cookie in [
            &b"prosets=1"[..],
            b"a=b; prosets_theme=dark",
            b"a=b;__Host-prosets=1",
            b"a=b;  prosets_flash=7b",
            b"prosets_device",
            b"a=\xff",
        ] {
            assert!(ours(cookie), "{cookie:?}");
        }
        assert!(!ours(b"_ga=prosets; consent=yes") && !brings_our_cookie(&HeaderMap::new()));
    }
}
