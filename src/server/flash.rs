//! Carries a flash message over a redirect in a cookie of one use.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::ui::flash::Flash;

const NAME: &str = "prosets_flash";

/// The `Set-Cookie` that shows `flash` on the next page.
pub fn set(flash: &Flash) -> Option<HeaderValue> {
    let value = serde_json::to_vec(flash).map(hex::encode).ok()?;
    HeaderValue::from_str(&format!("{NAME}={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")).ok()
}

/// The `Set-Cookie` after it was shown.
pub fn clear() -> HeaderValue {
    HeaderValue::from_static("prosets_flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
}

/// What the last answer wanted to say; rubbish is nothing.
pub fn take(headers: &HeaderMap) -> Option<Flash> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let value = cookies
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))?;
    let bytes = hex::decode(value).ok().filter(|bytes| bytes.len() < 1024)?;
    serde_json::from_slice(&bytes).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn survives_one_redirect() {
        let flash = Flash::done("Saved: </script> ✓");
        let cookie = set(&flash).unwrap();
        let pair = cookie.to_str().unwrap().split(';').next().unwrap();
        assert_eq!(take(&headers(&format!("a=b; {pair}"))), Some(flash));
    }

    #[test]
    fn rubbish_is_nothing() {
        for cookie in ["prosets_flash=zz", "prosets_flash=", "prosets_flash=7b7d", "x"] {
            assert_eq!(take(&headers(cookie)), None);
        }
    }
}
