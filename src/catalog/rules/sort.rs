//! The orders a list may have, and the place in it where a page ended.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kit::error::{AppError, AppResult};
use crate::kit::paging;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// What fits the words best first.
    Relevance,
    #[default]
    Newest,
    /// Cheapest first.
    Price,
    PriceDesc,
    BestSelling,
    TopRated,
}

impl Sort {
    pub const ALL: [Self; 6] =
        [Self::Relevance, Self::Newest, Self::BestSelling, Self::TopRated, Self::Price, Self::PriceDesc];

    /// Without words to search by there is nothing to fit best.
    pub fn offered(has_words: bool) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |sort| has_words || *sort != Self::Relevance)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Newest => "newest",
            Self::Price => "price",
            Self::PriceDesc => "price-desc",
            Self::BestSelling => "best-selling",
            Self::TopRated => "top-rated",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Relevance => "Best match",
            Self::Newest => "Newest",
            Self::Price => "Price, low to high",
            Self::PriceDesc => "Price, high to low",
            Self::BestSelling => "Best selling",
            Self::TopRated => "Top rated",
        }
    }
}

/// The last row of a page: what it was sorted by, and its id where that is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    #[serde(rename = "s")]
    pub sort: Sort,
    /// How well it fits, minor units, sales, hundredths of stars, or nanoseconds since 1970.
    #[serde(rename = "k")]
    pub key: i64,
    #[serde(rename = "i")]
    pub id: Uuid,
}

impl Mark {
    /// From a cursor given as `field`; one that was made for another order is refused.
    pub fn read(field: &str, cursor: &str, sort: Sort) -> AppResult<Self> {
        let fault = |message: &str| AppError::invalid(field, message);
        let mark: Self = paging::decode(cursor)
            .map_err(|_| fault("This page link is damaged. Start again from the first page."))?;
        if mark.sort == sort {
            Ok(mark)
        } else {
            Err(fault("This page link belongs to another order. Start again from the first page."))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_continues_its_own_order_only() {
        let mark = Mark { sort: Sort::TopRated, key: -3, id: Uuid::now_v7() };
        let cursor = paging::encode(&mark);
        assert_eq!(Mark::read("after", &cursor, Sort::TopRated).unwrap(), mark);
        assert!(Mark::read("after", &cursor, Sort::Price).is_err());
        assert!(Mark::read("after", &cursor[2..], Sort::TopRated).is_err());
    }

    #[test]
    fn every_order_is_named_once() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_code(sort.code()), Some(sort));
            assert_eq!(serde_json::to_value(sort).unwrap(), sort.code());
        }
        assert_eq!(Sort::from_code("Newest"), None);
    }
}
