//! Under which address a page is kept. Of one with parameters its page does not know nothing is kept, so that nobody
//! fills the memory with a page's many names; the others are asked for in one spelling, so that what is kept is what
//! that spelling says.

use std::borrow::Cow;

use axum::http::Uri;

const LONGEST_PATH: usize = 300;
const LONGEST_QUERY: usize = 1000;
const BROWSE: [&str; 14] = [
    "after",
    "before",
    "category",
    "format",
    "kind",
    "licence",
    "new",
    "price_max",
    "price_min",
    "q",
    "rating",
    "seller",
    "sort",
    "tag",
];

/// The address in its one spelling; None where the page is not to be kept.
pub fn of(uri: &Uri) -> Option<Cow<'_, str>> {
    let path = uri.path();
    let query = uri.query().unwrap_or_default();
    if path.len() > LONGEST_PATH || query.len() > LONGEST_QUERY {
        return None;
    }
    if query.is_empty() {
        return Some(path.into());
    }
    let known = known(path);
    let mut pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
    // What several parameters of one name mean may hang on their order.
    pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
    if pairs.iter().any(|(name, _)| !known.contains(&name.as_ref())) {
        return None;
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Some(format!("{path}?{query}").into())
}

fn known(path: &str) -> &'static [&'static str] {
    if path == "/assets" {
        &BROWSE
    } else if path.starts_with("/assets/") {
        &["file", "reviews_after", "stars", "versions"]
    } else if path.starts_with("/sellers/") {
        &["after"]
    } else {
        &[]
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn key(address: &str) -> Option<String> {
        of(&address.parse().unwrap()).map(Cow::into_owned)
    }

    #[test]
    fn one_page_has_one_name() {
        assert_eq!(key("/").as_deref(), Some("/"));
        assert_eq!(key("/assets?").as_deref(), Some("/assets"));
        assert_eq!(key("http://evil.test/assets").as_deref(), Some("/assets"));
        for same in
            ["/assets?q=a+b&kind=model", "/assets?kind=model&q=a%20b", "/assets?%6bind=model&&q=a%20b"]
        {
            assert_eq!(key(same).as_deref(), Some("/assets?kind=model&q=a+b"), "{same}");
        }
        assert_eq!(key("/assets?tag=b&tag=a").as_deref(), Some("/assets?tag=b&tag=a"));
        for known in ["/assets/gear?stars=5", "/assets/gear?versions=all"] {
            assert_eq!(key(known).as_deref(), Some(known));
        }
    }

    #[test]
    fn rubbish_has_none() {
        for rubbish in
            ["/?a", "/assets?utm_source=x", "/assets?q=a&Q=b", "/assets/gear?q=a", "/terms?q=a", "/?="]
        {
            assert_eq!(key(rubbish), None, "{rubbish}");
        }
        assert_eq!(key(&format!("/assets?q={}", "a".repeat(1000))), None);
        assert_eq!(key(&format!("/assets/{}", "a".repeat(300))), None);
    }
}
