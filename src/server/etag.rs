//! Answers that say which state they show, so that whoever has it already is told so with 304.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sha2::{Digest, Sha256};

/// The weak tag of a body: compressed or not, it says the same.
pub fn of(body: &[u8]) -> Option<HeaderValue> {
    let hash = hex::encode(Sha256::digest(body));
    HeaderValue::from_str(&format!("W/\"{}\"", &hash[..32])).ok()
}

/// The tag of the same where it goes out in brotli.
pub fn in_brotli(tag: &HeaderValue) -> Option<HeaderValue> {
    HeaderValue::from_str(&format!("{}-br\"", tag.to_str().ok()?.strip_suffix('"')?)).ok()
}

/// Whether one who asks with these headers has it already (RFC 9110, 13.1.2: compared weakly).
pub fn is_known(asked: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    let strip = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let given = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    given.flat_map(|line| line.split(',')).any(|one| one.trim() == "*" || strip(one) == strip(tag))
}

/// A text anyone may keep by `cache_control`, as `asked` wants it: 200 or 304.
pub fn answer(
    asked: &HeaderMap,
    content_type: &'static str,
    cache_control: &'static str,
    text: String,
) -> Response {
    let tag = of(text.as_bytes());
    let known = tag.as_ref().is_some_and(|tag| is_known(asked, tag));
    let mut response = Response::new(if known { Body::empty() } else { Body::from(text) });
    let headers = response.headers_mut();
    headers.extend(tag.map(|tag| (header::ETAG, tag)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    response
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn asked(values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (header::IF_NONE_MATCH, HeaderValue::from_str(value).unwrap())).collect()
    }

    #[test]
    fn tags_are_compared_weakly_and_in_lists() {
        let tag = of(b"page").unwrap();
        let text = tag.to_str().unwrap();
        assert!(text.starts_with("W/\"") && tag != of(b"pages").unwrap());
        let list = format!("\"other\", {text}");
        for known in [text, text.trim_start_matches("W/"), "*", &list] {
            assert!(is_known(&asked(&[known]), &tag), "{known}");
        }
        assert!(is_known(&asked(&["\"other\"", text]), &tag));
        for unknown in ["", "\"other\"", "W/", "page", &text[..text.len() - 2]] {
            assert!(!is_known(&asked(&[unknown]), &tag), "{unknown}");
        }
        assert!(!is_known(&HeaderMap::new(), &tag));
    }
}
