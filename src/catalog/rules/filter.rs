//! What a list is asked for: read from an address, refused in words, written back into addresses.

mod fields;

use self::fields::{Reader, format, handle, name, one_of, price, stars, yes};
use crate::catalog::rules::facets::Facet;
use crate::catalog::rules::place::Place;
use crate::catalog::rules::search;
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::types::Kind;
use crate::kit::error::{AppError, AppResult, FieldErrors};

/// Nothing set: everything, newest first.
///
/// [`facets`]: crate::catalog::rules::facets
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// As typed.
    pub q: String,
    pub words: Vec<String>,
    pub kind: Option<Kind>,
    /// Slug.
    pub category: Option<String>,
    /// Slug.
    pub tag: Option<String>,
    /// Minor units of the shop's currency.
    pub price_min: Option<i64>,
    pub price_max: Option<i64>,
    /// Code of a licence the listing must offer.
    pub licence: Option<String>,
    /// Ending of a file it must hold: "stl".
    pub format: Option<String>,
    /// Stars it must have on average, 1 to 4.
    pub rating: Option<i64>,
    /// Handle of the shop it must come from.
    pub seller: Option<String>,
    /// Whether it must have come within [`NEW_DAYS`].
    pub is_new: bool,
    /// None for what goes without saying: see [`Filter::order`].
    pub sort: Option<Sort>,
    pub place: Option<Place>,
}

/// For so many days a listing is new.
pub const NEW_DAYS: i64 = 30;

impl Filter {
    /// From the values of a query; an empty value is none. All faults are told at once.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> AppResult<Self> {
        let mut reader = Reader { value, errors: FieldErrors::new() };
        let q = reader.text("q").unwrap_or_default();
        let words = reader.read("q", search::words).unwrap_or_default();
        let sort =
            reader.read("sort", |code| one_of("sort", Sort::from_code(code), &Sort::ALL.map(Sort::code)));
        let unsorted = usual_order(&words);
        let sort = sort.filter(|sort| Sort::offered(!words.is_empty()).any(|offered| offered == *sort));
        let order = sort.unwrap_or(unsorted);
        let after = reader.read("after", |cursor| Mark::read("after", cursor, order));
        let before = reader.read("before", |cursor| Mark::read("before", cursor, order));
        let filter = Self {
            words,
            q,
            kind: reader
                .read("kind", |code| one_of("kind", Kind::from_code(code), &Kind::ALL.map(Kind::code))),
            category: reader.read("category", |slug| name("category", slug)),
            tag: reader.read("tag", |slug| name("tag", slug)),
            price_min: reader.read("price_min", |text| price("price_min", text)),
            price_max: reader.read("price_max", |text| price("price_max", text)),
            licence: reader.read("licence", |code| name("licence", code)),
            format: reader.read("format", format),
            rating: reader.read("rating", stars),
            seller: reader.read("seller", handle),
            is_new: reader.read("new", yes).is_some(),
            sort: sort.filter(|sort| *sort != unsorted),
            place: after.map(Place::After).or(before.map(Place::Before)),
        };
        if let (Some(min), Some(max)) = (filter.price_min, filter.price_max)
            && min > max
        {
            reader.fault("price_max", "The highest price is below the lowest.");
        }
        AppError::validation(reader.errors)?;
        Ok(filter)
    }

    /// The order in force: what fits best where words are searched for, otherwise the newest first.
    pub fn order(&self) -> Sort {
        self.sort.unwrap_or_else(|| usual_order(&self.words))
    }

    /// Whether something is searched for that holds no word.
    pub fn is_wordless(&self) -> bool {
        !self.q.is_empty() && self.words.is_empty()
    }

    /// The marks a listing must have; see [`facets`].
    pub fn marks(&self) -> Vec<String> {
        let mut marks = Vec::new();
        let mut put = |facet: Facet, value: Option<&str>| marks.extend(value.map(|value| facet.mark(value)));
        put(Facet::Kind, self.kind.map(Kind::code));
        put(Facet::Category, self.category.as_deref());
        put(Facet::Tag, self.tag.as_deref());
        put(Facet::Licence, self.licence.as_deref());
        put(Facet::Format, self.format.as_deref());
        put(Facet::Seller, self.seller.as_deref());
        put(Facet::Free, (self.price_max == Some(0)).then_some("free"));
        marks
    }

    /// The query that reads back as this filter, on its first page.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut put = |name, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
        put("q", (!self.q.is_empty()).then(|| self.q.clone()));
        put("kind", self.kind.map(|kind| kind.code().to_owned()));
        put("category", self.category.clone());
        put("tag", self.tag.clone());
        put("price_min", self.price_min.map(|minor| minor.to_string()));
        put("price_max", self.price_max.map(|minor| minor.to_string()));
        put("licence", self.licence.clone());
        put("format", self.format.clone());
        put("rating", self.rating.map(|stars| stars.to_string()));
        put("seller", self.seller.clone());
        put("new", self.is_new.then(|| "1".to_owned()));
        put("sort", self.sort.map(|sort| sort.code().to_owned()));
        pairs
    }

    /// Whether anything but the order is asked for.
    pub fn is_narrowed(&self) -> bool {
        *self != Self { sort: self.sort, place: self.place, ..Self::default() }
    }

    /// From its first page on.
    pub fn from_the_start(&self) -> Self {
        Self { place: None, ..self.clone() }
    }
}

fn usual_order(words: &[String]) -> Sort {
    if words.is_empty() { Sort::Newest } else { Sort::Relevance }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::kit::paging;

    fn read(pairs: &[(&str, &str)]) -> AppResult<Filter> {
        Filter::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn empty_values_ask_for_nothing() {
        let filter =
            read(&[("q", " "), ("kind", ""), ("price_min", ""), ("after", ""), ("sort", "")]).unwrap();
        assert_eq!(filter, Filter::default());
        assert!(!filter.is_narrowed() && filter.pairs().is_empty());
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let bad = [("kind", "book"), ("sort", "best"), ("price_min", "1.5"), ("tag", "a/b"), ("after", "zz")];
        let faults = read(&bad).unwrap_err().fields();
        assert_eq!(faults.keys().collect::<Vec<_>>(), ["after", "kind", "price_min", "sort", "tag"]);
        assert_eq!(faults["kind"], ["For kind, choose one of model, snippet, template, module."]);
    }

    #[test]
    fn prices_are_whole_ordered_and_not_negative() {
        assert_eq!(read(&[("price_min", "0"), ("price_max", "1250")]).unwrap().price_max, Some(1250));
        for bad in ["-1", "1e3", "٣", "99999999999999999999", "12.50"] {
            assert!(read(&[("price_min", bad)]).is_err(), "{bad}");
        }
        assert!(read(&[("price_min", "2"), ("price_max", "1")]).is_err());
    }

    #[test]
    fn a_cursor_must_fit_the_order() {
        let cursor = paging::encode(&Mark { sort: Sort::Price, key: 5, id: Uuid::now_v7() });
        let read = |pairs: &[(&str, &str)]| read(pairs).map(|filter| filter.place);
        assert!(matches!(read(&[("sort", "price"), ("after", &cursor)]), Ok(Some(Place::After(_)))));
        assert!(matches!(read(&[("sort", "price"), ("before", &cursor)]), Ok(Some(Place::Before(_)))));
        assert!(read(&[("after", &cursor)]).is_err() && read(&[("before", &cursor)]).is_err());
    }

    #[test]
    fn words_are_ordered_by_how_well_they_fit_unless_said_otherwise() {
        let order = |pairs: &[(&str, &str)]| {
            let filter = read(pairs).unwrap();
            (filter.order(), filter.sort)
        };
        assert_eq!(order(&[]), (Sort::Newest, None));
        assert_eq!(order(&[("q", "gear")]), (Sort::Relevance, None));
        assert_eq!(order(&[("q", "gear"), ("sort", "relevance")]), (Sort::Relevance, None));
        assert_eq!(order(&[("q", "gear"), ("sort", "newest")]), (Sort::Newest, Some(Sort::Newest)));
        assert_eq!(order(&[("sort", "relevance")]), (Sort::Newest, None));
        assert_eq!(order(&[("q", "%"), ("sort", "relevance")]), (Sort::Newest, None));
        assert!(read(&[("q", "%")]).unwrap().is_wordless() && !read(&[]).unwrap().is_wordless());
    }

    #[test]
    fn each_filter_is_a_mark_or_told_as_a_fault() {
        let all = [("kind", "model"), ("format", "stl"), ("seller", "Ada"), ("price_max", "0"), ("new", "1")];
        assert_eq!(read(&all).unwrap().marks(), ["k_model", "f_stl", "s_ada", "p_free"]);
        let bad = [("format", "../"), ("seller", "a/b"), ("rating", "5"), ("new", "yes")];
        assert_eq!(
            read(&bad).unwrap_err().fields().keys().collect::<Vec<_>>(),
            ["format", "new", "rating", "seller"]
        );
    }

    proptest! {
        #[test]
        fn rubbish_is_refused_or_read_back_the_same(
            name in prop::sample::select(vec!["q", "kind", "category", "tag", "price_min", "licence", "format", "rating", "seller", "new", "sort", "after", "before"]),
            value in ".{0,40}",
        ) {
            if let Ok(filter) = read(&[(name, &value)]) {
                let pairs = filter.pairs();
                let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
                prop_assert_eq!(read(&pairs).unwrap(), filter);
            }
        }
    }
}
