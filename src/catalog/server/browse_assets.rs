//! A page of the shelves, as searched, filtered and sorted. Anyone may look.
//!
//! What words and marks fit is found in the index: the newest thousand at most, which are counted, ranked and sorted
//! here. Beyond a thousand, lists without words go on by the indexes of the shelves themselves, however long.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::store::browse::{self, Fit};
use super::store::candidates::{self, MOST, MOST_LOOKED_AT, Within};
use super::store::cards;
use super::store::vocabulary;
use crate::catalog::rules::filter::{Filter, NEW_DAYS};
use crate::catalog::rules::hits::{self, Hits};
use crate::catalog::rules::place::Leaf;
use crate::catalog::rules::search::meant::{self, Meant};
use crate::catalog::types::{Card, Shelf};
use crate::db::dialect::search::Wanted;
use crate::kit::error::AppResult;
use crate::kit::locale::Locale;
use crate::kit::paging::{self, Page, PageSize};
use crate::server::state::State;

pub struct Browse {
    pub leaf: Leaf<Card>,
    pub count: Count,
    pub facets: hits::Facets,
    /// All categories there are.
    pub shelves: Vec<Shelf>,
    /// The words that were searched for instead, where some were taken for slips.
    pub corrected: Option<String>,
}

/// How many listings fit a filter; beyond a thousand nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exactly(u64),
    MoreThan(u64),
    /// Of so many that hold the words that the older were not looked at.
    AmongNewest(u64),
}

impl Count {
    fn of(filter: &Filter, hits: &Hits, leaf: &Leaf<Card>) -> Self {
        let (found, shown) = (hits.fitting.len() as u64, leaf.rows.len() as u64);
        // Without words a page shows the older ones too.
        let is_whole = filter.words.is_empty() && leaf.before.is_none() && leaf.after.is_none();
        match found {
            _ if !hits.is_more => Self::Exactly(found),
            _ if is_whole => Self::Exactly(shown),
            _ if !filter.words.is_empty() && hits.fitting.len() < MOST => Self::AmongNewest(found),
            _ => Self::MoreThan(found.max(shown)),
        }
    }

    pub fn words(self) -> String {
        let listings = |n: u64| match n {
            1 => "1 listing".to_owned(),
            n => format!("{} listings", thousands(n)),
        };
        match self {
            Self::Exactly(n) => listings(n),
            Self::MoreThan(n) => format!("{}+ listings", thousands(n)),
            Self::AmongNewest(n) => format!("{} among the newest {}", listings(n), thousands(MOST_LOOKED_AT)),
        }
    }
}

fn thousands(n: u64) -> String {
    if n < 1000 {
        return n.to_string();
    }
    format!("{}{}{:03}", n / 1000, Locale::here().marks().0, n % 1000)
}

/// For a page: with counts and categories. Three statements.
pub async fn browse_assets(state: &State, filter: &Filter) -> AppResult<Browse> {
    let (shelves, meant) = vocabulary::read(&state.db, &filter.words).await?;
    let hits = find(state, filter, &meant).await?;
    let leaf = leaf(state, filter, &hits, PageSize::DEFAULT).await?;
    let count = Count::of(filter, &hits, &leaf);
    Ok(Browse { leaf, count, facets: hits.facets, shelves, corrected: meant::corrected(&meant) })
}

/// For programs: the page alone.
pub async fn list_assets(state: &State, filter: &Filter, size: PageSize) -> AppResult<Page<Card>> {
    let leaf = if !filter.is_narrowed() {
        shelf(state, filter, Fit::Many, size).await?
    } else {
        let (_, meant) = if filter.words.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            vocabulary::read(&state.db, &filter.words).await?
        };
        let hits = find(state, filter, &meant).await?;
        leaf(state, filter, &hits, size).await?
    };
    Ok(Page { items: leaf.rows, next: leaf.after.map(|mark| paging::encode(&mark)) })
}

pub async fn find(state: &State, filter: &Filter, meant: &[Meant]) -> AppResult<Hits> {
    if filter.is_wordless() {
        return Ok(Hits::none());
    }
    let now = state.clock.now();
    let wanted = Wanted {
        groups: meant.iter().map(|word| word.forms().map(str::to_owned).collect()).collect(),
        marks: filter.marks(),
        held: meant.iter().filter_map(|word| word.held).min(),
    };
    let within = Within {
        price_min: filter.price_min,
        // What is free is marked so.
        price_max: filter.price_max.filter(|minor| *minor > 0),
        currency: state.config.shop.currency.code().to_owned(),
        rating: filter.rating,
        since: filter.is_new.then(|| since(now)),
    };
    let found = candidates::find(&state.searched, &wanted, &within).await?;
    let (base, fitting) = found.hits(|row| row.hit(filter, meant, &within.currency, since(now)))?;
    Ok(Hits::sort(filter, base, fitting, found.is_cut_short, MOST))
}

fn since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(NEW_DAYS)
}

async fn leaf(state: &State, filter: &Filter, hits: &Hits, size: PageSize) -> AppResult<Leaf<Card>> {
    if hits.is_more && filter.words.is_empty() {
        let fit = if hits.fitting.len() < MOST { Fit::Few } else { Fit::Many };
        return shelf(state, filter, fit, size).await;
    }
    let leaf = Leaf::of_all(&hits.fitting, filter.place, size.get(), |mark| *mark, hits::compare);
    let ids: Vec<Uuid> = leaf.rows.iter().map(|mark| mark.id).collect();
    let cards = cards::cards(browse::by_ids(&state.db, &ids).await?)?;
    Ok(Leaf { rows: cards, after: leaf.after, before: leaf.before })
}

/// Without words, from the shelves themselves.
async fn shelf(state: &State, filter: &Filter, fit: Fit, size: PageSize) -> AppResult<Leaf<Card>> {
    let (currency, now) = (state.config.shop.currency, state.clock.now());
    let rows = browse::rows(&state.db, filter, fit, currency, now, size).await?;
    let order = filter.order();
    let leaf = Leaf::from_rows(rows, filter.place, size.get(), |row| row.mark(order));
    Ok(Leaf { rows: cards::cards(leaf.rows)?, after: leaf.after, before: leaf.before })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::rules::sort::{Mark, Sort};

    #[test]
    fn counts_are_said_in_words() {
        assert_eq!(Count::Exactly(0).words(), "0 listings");
        assert_eq!(Count::Exactly(1).words(), "1 listing");
        assert_eq!(Count::Exactly(1000).words(), "1,000 listings");
        assert_eq!(Count::MoreThan(1000).words(), "1,000+ listings");
        assert_eq!(Count::AmongNewest(1).words(), "1 listing among the newest 10,000");
    }

    #[test]
    fn what_was_not_looked_at_is_not_denied() {
        let mark = |n: u128| Mark { sort: Sort::Newest, key: 0, id: Uuid::from_u128(n) };
        let count = |words: &str, found: u128, is_more: bool, after: bool| {
            let filter =
                Filter { words: words.split_whitespace().map(str::to_owned).collect(), ..Filter::default() };
            let fitting: Vec<Mark> = (0..found).map(mark).collect();
            let hits = Hits { fitting, is_more, facets: hits::Facets::default() };
            let after = after.then(|| mark(0));
            Count::of(&filter, &hits, &Leaf { rows: Vec::new(), after, before: None })
        };
        assert_eq!(count("", 3, false, false), Count::Exactly(3));
        assert_eq!(count("", 0, true, false), Count::Exactly(0));
        assert_eq!(count("", 30, true, true), Count::MoreThan(30));
        assert_eq!(count("gear", 0, true, false), Count::AmongNewest(0));
        assert_eq!(count("gear", MOST as u128, true, true), Count::MoreThan(1000));
    }
}
