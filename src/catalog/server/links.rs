//! Addresses of filtered lists.

use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::sort::Sort;

/// `path` with a query; values are escaped.
pub fn with_query<'a>(path: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// The first page of what `filter` asks for.
pub fn href(path: &str, filter: &Filter) -> String {
    let pairs = filter.pairs();
    with_query(path, pairs.iter().map(|(name, value)| (*name, value.as_str())))
}

/// The page after `cursor`.
pub fn next(path: &str, filter: &Filter, cursor: &str) -> String {
    let pairs = filter.pairs();
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    with_query(path, pairs.chain([("after", cursor)]))
}

pub fn sorted(path: &str, filter: &Filter, sort: Sort) -> String {
    href(path, &Filter { sort, ..filter.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_escaped() {
        let filter = Filter { q: "50% & \"gear\" ✓".into(), ..Filter::default() };
        assert_eq!(href("/assets", &filter), "/assets?q=50%25+%26+%22gear%22+%E2%9C%93");
        assert_eq!(href("/assets", &Filter::default()), "/assets");
        assert_eq!(next("/assets", &Filter::default(), "ab"), "/assets?after=ab");
    }
}
