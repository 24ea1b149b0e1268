//! A browser is known again by a cookie that outlives its sessions; it says nothing about who uses it.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::server::reply;

const NAME: &str = "prosets_device";
const YEAR: u32 = 365 * 24 * 3600;

/// What this browser was given before; rubbish is nothing.
pub fn given(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let value = cookies
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(NAME)?.strip_prefix('='))?;
    (value.len() == 64 && value.bytes().all(|b| b.is_ascii_hexdigit())).then(|| value.to_owned())
}

/// Gives it to the browser, or has it keep it for another year.
pub fn give(device: &str, https: bool) {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{NAME}={device}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        reply::set_cookie(cookie);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rubbish_is_nothing() {
        let given = |cookie: &str| given(&HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]));
        let device = "0f".repeat(32);
        assert_eq!(given(&format!("a=b; prosets_device={device}")), Some(device));
        for rubbish in
            ["prosets_device=", "prosets_device=zz", "x", &format!("prosets_device={}", "z".repeat(64))]
        {
            assert_eq!(given(rubbish), None, "{rubbish}");
        }
    }
}
