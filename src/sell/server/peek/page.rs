//! The page of a template as it may be framed: one HTML file that has everything in itself. It is served from the
//! origin of files, in a sandbox, and can load nothing.

use bytes::Bytes;

/// Of a page with its pictures inside.
pub const LARGEST: u64 = 4 * 1024 * 1024;

/// Nothing comes from elsewhere, and nothing goes there.
const POLICY: &str = "default-src 'none'; img-src data: blob:; media-src data: blob:; font-src data:; \
                      style-src 'unsafe-inline'; script-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

/// How well a path fits: the lower, the better. None for what is not the first page of a site.
pub fn rank(path: &str) -> Option<usize> {
    let path = path.trim_start_matches("./");
    let depth = path.matches('/').count();
    (path.rsplit('/').next() == Some("index.html") && depth <= 1).then_some(depth)
}

/// None where it is no text.
pub fn framed(content: &[u8]) -> Option<Bytes> {
    let text = std::str::from_utf8(content).ok()?.trim_start_matches('\u{feff}').trim_start();
    // Whatever stands before the doctype would put the page into quirks mode.
    let end = match text.get(..9) {
        Some(start) if start.eq_ignore_ascii_case("<!doctype") => text.find('>')? + 1,
        _ => 0,
    };
    let (doctype, rest) = text.split_at(end);
    let meta =
        format!("<meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    Some(format!("{doctype}{meta}{rest}").into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_everything_that_could_load() {
        let page =
            framed(b"<!DOCTYPE html>\n<html><script src=\"https://elsewhere.test/x.js\"></script>").unwrap();
        let page = std::str::from_utf8(&page).unwrap();
        assert!(page.starts_with("<!DOCTYPE html><meta charset"), "{page}");
        assert!(page.find("default-src 'none'").unwrap() < page.find("<script").unwrap());
        assert!(framed(b"<h1>Hi").unwrap().starts_with(b"<meta"));
        assert_eq!((framed(b"\xff\xfe<"), framed(b"<!doctype html")), (None, None));
    }

    #[test]
    fn the_first_page_is_at_the_top() {
        assert_eq!((rank("index.html"), rank("site/index.html")), (Some(0), Some(1)));
        assert_eq!((rank("a/b/index.html"), rank("about.html")), (None, None));
    }
}
