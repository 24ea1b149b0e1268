//! A browser is known again by a cookie that outlives its sessions; it says nothing about who uses it.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::server::cx::Cx;
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

/// A name for a browser that has none.
pub fn fresh() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// Gives it to the browser, or has it keep it for another year.
pub fn give(device: &str, https: bool) {
    if let Some(cookie) = cookie(device, https) {
        reply::set_cookie(cookie);
    }
}

/// The same outside of server functions: a request that has a device, and the cookie to answer with.
pub fn ensured(cx: &Cx) -> (Cx, Option<HeaderValue>) {
    let device = cx.request.device.clone().unwrap_or_else(fresh);
    let cookie = cookie(&device, cx.state.config.server.is_https());
    (cx.with_device(device), cookie)
}

fn cookie(device: &str, https: bool) -> Option<HeaderValue> {
    let secure = if https { "; Secure" } else { "" };
    let cookie = format!("{NAME}={device}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok()
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
