//! What a server function answers beside its value: where to go next and what to say there.

use axum::http::{HeaderValue, StatusCode, header};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

use crate::server::flash;
use crate::ui::flash::Flash;
use crate::ui::form::PagePath;

/// Sends the browser on to `path` after a form was accepted.
pub fn see_other(path: &str) {
    leptos_axum::redirect(path);
}

/// The page stands elsewhere from now on: browsers and search engines remember it.
pub fn moved_for_good(path: &str) {
    let Some(response) = use_context::<ResponseOptions>() else { return };
    if let Ok(location) = HeaderValue::from_str(path) {
        response.insert_header(header::LOCATION, location);
        response.set_status(StatusCode::MOVED_PERMANENTLY);
    }
}

/// The same as [`see_other`], with words to show there.
pub fn see_other_with(path: &str, message: Flash) {
    if let Some(cookie) = flash::set(&message) {
        set_cookie(cookie);
    }
    see_other(path);
}

/// Back to `mark` on the page the form stands on, with words to show there.
pub fn back_with(mark: &str, message: Flash) {
    let from = use_context::<PagePath>().map(|path| path.0).unwrap_or_default();
    see_other_with(&marked(&from, mark), message);
}

fn marked(from: &str, mark: &str) -> String {
    let path = Some(same_site(from, "/")).filter(|path| path.is_ascii()).unwrap_or("/");
    let path = path.split('#').next().unwrap_or("/");
    let is_mark = mark.len() <= 100 && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if mark.is_empty() || !is_mark { path.to_owned() } else { format!("{path}#{mark}") }
}

/// A `Set-Cookie` for the answer.
pub fn set_cookie(cookie: HeaderValue) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.append_header(header::SET_COOKIE, cookie);
    }
}

/// `path` if it stays on this site, else `otherwise`. Guards every "back to where one was".
pub fn same_site<'a>(path: &'a str, otherwise: &'a str) -> &'a str {
    let mut chars = path.chars();
    let rooted = chars.next() == Some('/') && !matches!(chars.next(), Some('/' | '\\'));
    if rooted && path.len() <= 2048 && !path.chars().any(|c| c.is_control() || c == '\\') {
        path
    } else {
        otherwise
    }
}

#[cfg(test)]
mod tests {
    use super::{marked, same_site};

    #[test]
    fn only_paths_of_this_site_are_followed() {
        assert_eq!(same_site("/cart?a=1", "/"), "/cart?a=1");
        for foreign in
            ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "", "/a\nb", "cart"]
        {
            assert_eq!(same_site(foreign, "/home"), "/home", "{foreign}");
        }
    }

    #[test]
    fn a_form_leads_back_to_its_page_and_nowhere_else() {
        assert_eq!(marked("/assets/gear?stars=5#reviews", "review-1"), "/assets/gear?stars=5#review-1");
        assert_eq!(marked("/assets/gear", ""), "/assets/gear");
        for rubbish in ["a b", "\"><script>", "a\nb", "ü", &"a".repeat(101)] {
            assert_eq!(marked("/assets?q=a", rubbish), "/assets?q=a", "{rubbish}");
        }
        for foreign in ["https://evil.test/a", "//evil.test", "/ü", ""] {
            assert_eq!(marked(foreign, "a"), "/#a", "{foreign}");
        }
    }
}
