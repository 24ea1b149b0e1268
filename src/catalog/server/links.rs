//! Addresses of filtered lists.

use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::place::{Leaf, Place};
use crate::catalog::rules::sort::Sort;
use crate::kit::paging;

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

/// The page at a place of what `filter` asks for.
pub fn at(path: &str, filter: &Filter, place: Place) -> String {
    let (name, mark) = match place {
        Place::After(mark) => ("after", mark),
        Place::Before(mark) => ("before", mark),
    };
    let (pairs, cursor) = (filter.pairs(), paging::encode(&mark));
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
    with_query(path, pairs.chain([(name, cursor.as_str())]))
}

/// The pages before and after a leaf.
pub fn around<T>(path: &str, filter: &Filter, leaf: &Leaf<T>) -> (Option<String>, Option<String>) {
    let at = |place| at(path, filter, place);
    (leaf.before.map(Place::Before).map(at), leaf.after.map(Place::After).map(at))
}

pub fn sorted(path: &str, filter: &Filter, sort: Sort) -> String {
    let usual = Filter { sort: None, ..filter.clone() };
    let sort = (sort != usual.order()).then_some(sort);
    href(path, &Filter { sort, ..usual })
}

/// Where a list is to be found by search engines, and whether it is: all there is, and one kind, tag or category. What
/// was searched for, several filters at once and the pages after the first are without end.
pub fn canonical(path: &str, filter: &Filter) -> (String, bool) {
    if let Some(place) = filter.place {
        return (at(path, filter, place), false);
    }
    let unsorted = Filter { sort: None, ..filter.clone() };
    let pairs = unsorted.pairs();
    match pairs.as_slice() {
        [] | [("kind" | "tag", _)] => (href(path, &unsorted), true),
        [("category", slug)] => (format!("/categories/{slug}"), true),
        _ => (href(path, &unsorted), false),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_list_has_one_true_address() {
        let read = |query: &str| {
            let pairs: Vec<(String, String)> =
                form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            Filter::read(|name| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()))
                .unwrap()
        };
        for (query, address, listed) in [
            ("", "/assets", true),
            ("q=&kind=&utm_source=mail", "/assets", true),
            ("sort=price", "/assets", true),
            ("sort=price&kind=model", "/assets?kind=model", true),
            ("tag=metal", "/assets?tag=metal", true),
            ("category=tools&sort=newest", "/categories/tools", true),
            ("tag=metal&kind=model", "/assets?kind=model&tag=metal", false),
            ("price_max=0", "/assets?price_max=0", false),
            ("q=gear&sort=price", "/assets?q=gear", false),
        ] {
            assert_eq!(canonical("/assets", &read(query)), (address.to_owned(), listed), "{query}");
        }
        let mark = crate::catalog::rules::sort::Mark { sort: Sort::Price, key: 5, id: uuid::Uuid::nil() };
        let later = Filter { place: Some(Place::After(mark)), ..read("sort=price") };
        let (address, listed) = canonical("/assets", &later);
        assert!(address.starts_with("/assets?sort=price&after=") && !listed, "{address}");
    }

    #[test]
    fn what_was_typed_comes_back_escaped() {
        let filter = Filter { q: "50% & \"gear\" ✓".into(), ..Filter::default() };
        assert_eq!(href("/assets", &filter), "/assets?q=50%25+%26+%22gear%22+%E2%9C%93");
        assert_eq!(href("/assets", &Filter::default()), "/assets");
    }
}
