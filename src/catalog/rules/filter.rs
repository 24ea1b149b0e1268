//! What a list is asked for: read from an address, refused in words, written back into addresses.

use crate::catalog::rules::search;
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::types::Kind;
use crate::kit::error::{AppError, AppResult, FieldErrors};

/// Nothing set: everything, newest first.
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
    pub sort: Sort,
    pub after: Option<Mark>,
}

/// No price of ours is near this.
const HIGHEST_PRICE: i64 = 1_000_000_000_000;

impl Filter {
    /// From the values of a query; an empty value is none. All faults are told at once.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> AppResult<Self> {
        let mut reader = Reader { value, errors: FieldErrors::new() };
        let q = reader.text("q").unwrap_or_default();
        let sort =
            reader.read("sort", |code| one_of("sort", Sort::from_code(code), &Sort::ALL.map(Sort::code)));
        let sort = sort.unwrap_or_default();
        let filter = Self {
            words: reader.read("q", search::words).unwrap_or_default(),
            q,
            kind: reader
                .read("kind", |code| one_of("kind", Kind::from_code(code), &Kind::ALL.map(Kind::code))),
            category: reader.read("category", |slug| name("category", slug)),
            tag: reader.read("tag", |slug| name("tag", slug)),
            price_min: reader.read("price_min", |text| price("price_min", text)),
            price_max: reader.read("price_max", |text| price("price_max", text)),
            licence: reader.read("licence", |code| name("licence", code)),
            after: reader.read("after", |cursor| Mark::read(cursor, sort)),
            sort,
        };
        if let (Some(min), Some(max)) = (filter.price_min, filter.price_max)
            && min > max
        {
            reader.fault("price_max", "The highest price is below the lowest.");
        }
        AppError::validation(reader.errors)?;
        Ok(filter)
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
        put("sort", (self.sort != Sort::default()).then(|| self.sort.code().to_owned()));
        pairs
    }

    /// Whether anything but the order is asked for.
    pub fn is_narrowed(&self) -> bool {
        *self != Self { sort: self.sort, after: self.after, ..Self::default() }
    }
}

struct Reader<F> {
    value: F,
    errors: FieldErrors,
}

impl<F: Fn(&str) -> Option<String>> Reader<F> {
    fn text(&self, name: &str) -> Option<String> {
        (self.value)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn read<T>(&mut self, name: &str, read: impl Fn(&str) -> AppResult<T>) -> Option<T> {
        match read(&self.text(name)?) {
            Ok(value) => Some(value),
            Err(error) => {
                self.errors.extend(error.fields());
                None
            }
        }
    }

    fn fault(&mut self, name: &str, message: &str) {
        self.errors.entry(name.to_owned()).or_default().push(message.to_owned());
    }
}

fn one_of<T>(field: &str, found: Option<T>, codes: &[&str]) -> AppResult<T> {
    found.ok_or_else(|| AppError::invalid(field, format!("For {field}, choose one of {}.", codes.join(", "))))
}

/// Slugs and codes: lower-case letters, digits and hyphens.
fn name(field: &str, text: &str) -> AppResult<String> {
    let fits =
        text.len() <= 80 && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits {
        Ok(text.to_owned())
    } else {
        Err(AppError::invalid(field, format!("There is no such {field}.")))
    }
}

fn price(field: &str, text: &str) -> AppResult<i64> {
    let minor = text.parse().ok().filter(|minor| (0..=HIGHEST_PRICE).contains(minor));
    minor.ok_or_else(|| {
        AppError::invalid(
            field,
            "Prices in an address are whole numbers of the smallest coin: 1250 for 12.50.",
        )
    })
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
        assert!(read(&[("sort", "price"), ("after", &cursor)]).unwrap().after.is_some());
        assert!(read(&[("after", &cursor)]).is_err());
    }

    proptest! {
        #[test]
        fn rubbish_is_refused_or_read_back_the_same(
            name in prop::sample::select(vec!["q", "kind", "category", "tag", "price_min", "licence", "sort", "after"]),
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
