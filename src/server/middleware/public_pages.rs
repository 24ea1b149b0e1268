//! Pages that are the same for all strangers: they say which state they show, are not sent again to whoever has it, and
//! may be kept by caches on the way. Anything else stays private, and so does a page when in doubt.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::server::etag;
use crate::server::render::{LARGEST_PAGE, PRIVATE};

/// Caches on the way may answer with it for a minute, and while they fetch the next state for five more; browsers ask
/// every time.
pub const FOR_ALL: &str = "public, max-age=0, s-maxage=60, stale-while-revalidate=300";

pub async fn layer(mut request: Request, next: Next) -> Response {
    if !is_for_all(&request) {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    // The tag of a HEAD is that of the page it would be.
    let head = *request.method() == Method::HEAD;
    *request.method_mut() = Method::GET;
    let mut response = share(&asked, next.run(request).await).await;
    if head {
        *response.body_mut() = Body::empty();
    }
    response
}

/// Whether a stranger asks, who brings nothing of ours along, and for a page of the shop's public face.
fn is_for_all(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
        && is_public(request.uri().path())
        && !request.headers().contains_key(header::AUTHORIZATION)
        && !brings_our_cookie(request.headers())
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

async fn share(asked: &HeaderMap, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let is_plain = parts.status == StatusCode::OK
        && parts.headers.get(header::CACHE_CONTROL).is_some_and(|rule| rule == PRIVATE)
        && !parts.headers.contains_key(header::SET_COOKIE);
    if !is_plain {
        return Response::from_parts(parts, body);
    }
    let Ok(bytes) = to_bytes(body, LARGEST_PAGE).await else {
        tracing::error!("a page broke off");
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        return response;
    };
    let Some(tag) = etag::of(&bytes) else { return Response::from_parts(parts, Body::from(bytes)) };
    let known = etag::is_known(asked, &tag);
    parts.headers.insert(header::ETAG, tag);
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOR_ALL));
    if known {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
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
