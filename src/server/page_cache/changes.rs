//! What a public page shows, and when it changed last. A page is kept with the count of changes at which its rendering
//! began; it is answered with only while nothing it shows changed since, whenever it was put away.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::catalog::Kind;
use crate::db::entities::asset::{self, AssetStatus};

/// A thing that stands on public pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// A listing, as its page or a card tells of it.
    Listing(Uuid),
    /// A person by name and picture; of a seller, also their shop and which listings are in it.
    Person(Uuid),
    /// Which listings of a kind there are,
    Kind(Kind),
    /// and which in a category.
    Category(Uuid),
    /// Any card, and in which order: home, browse, categories.
    Shelves,
}

impl Shown {
    /// What shows more of a listing than its card does.
    pub fn page(asset: &asset::Model) -> Vec<Self> {
        let is_shown = asset.status == AssetStatus::Published;
        is_shown.then_some(Self::Listing(asset.id)).into_iter().collect()
    }

    /// What shows the card of a listing.
    pub fn card(asset: &asset::Model) -> Vec<Self> {
        let mut shown = Self::page(asset);
        if !shown.is_empty() {
            shown.push(Self::Shelves);
        }
        shown
    }

    /// What shows that a listing is there: it came, went, or stands elsewhere.
    pub fn place(asset: &asset::Model) -> Vec<Self> {
        let fixed = [Self::Listing(asset.id), Self::Person(asset.seller_id), Self::Kind(asset.kind.into())];
        fixed.into_iter().chain(asset.category_id.map(Self::Category)).chain([Self::Shelves]).collect()
    }

    /// What shows how these were rated or how well they sell.
    pub fn standing(listings: impl IntoIterator<Item = Uuid>) -> Vec<Self> {
        listings.into_iter().map(Self::Listing).chain([Self::Shelves]).collect()
    }
}

/// What the page being rendered says it shows.
#[derive(Clone, Debug, Default)]
pub struct Shows(Option<Arc<Mutex<Vec<Shown>>>>);

impl Shows {
    /// For a page that may be kept.
    pub fn asked() -> Self {
        Self(Some(Arc::default()))
    }

    pub fn add(&self, shown: impl IntoIterator<Item = Shown>) {
        if let Some(told) = &self.0 {
            locked(told).extend(shown);
        }
    }

    pub fn told(&self) -> Vec<Shown> {
        self.0.as_ref().map(|told| locked(told).clone()).unwrap_or_default()
    }
}

/// So many things are told apart; with more, all pages count as changed, and it begins anew.
const MOST: usize = 16_384;

#[derive(Debug, Default)]
pub struct Changes {
    count: AtomicU64,
    last: Mutex<Last>,
}

#[derive(Debug, Default)]
struct Last {
    of_all: u64,
    of: HashMap<Shown, u64>,
}

impl Changes {
    /// To be asked before what a page shows is read.
    pub fn now(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

    pub fn note(&self, shown: &[Shown]) {
        let mut last = locked(&self.last);
        let now = self.now() + 1;
        last.of.extend(shown.iter().map(|one| (*one, now)));
        if last.of.len() > MOST {
            *last = Last { of_all: now, of: HashMap::new() };
        }
        self.count.store(now, Ordering::SeqCst);
    }

    pub fn note_all(&self) {
        let mut last = locked(&self.last);
        let now = self.now() + 1;
        *last = Last { of_all: now, of: HashMap::new() };
        self.count.store(now, Ordering::SeqCst);
    }

    /// Whether something of this changed since `then`; None is a page that cannot say what it shows.
    pub fn since(&self, then: u64, shown: Option<&[Shown]>) -> bool {
        let Some(shown) = shown else { return self.now() != then };
        let last = locked(&self.last);
        last.of_all > then || shown.iter().any(|one| last.of.get(one).is_some_and(|at| *at > then))
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changed_since_counts() {
        let changes = Changes::default();
        let (one, other) = (Shown::Listing(Uuid::from_u128(1)), Shown::Listing(Uuid::from_u128(2)));
        let then = changes.now();
        changes.note(&[one]);
        let later = changes.now();
        assert!(changes.since(then, Some(&[one])) && changes.since(then, Some(&[other, one])));
        assert!(!changes.since(then, Some(&[other])) && !changes.since(then, Some(&[])));
        assert!(changes.since(then, None) && !changes.since(later, None));
        assert!(!changes.since(later, Some(&[one])));
        changes.note_all();
        assert!(changes.since(later, Some(&[])) && !changes.since(changes.now(), Some(&[one])));
    }

    #[test]
    fn it_does_not_grow_without_bound_and_forgets_on_the_safe_side() {
        let changes = Changes::default();
        let then = changes.now();
        for n in 0..=MOST {
            changes.note(&[Shown::Person(Uuid::from_u128(n as u128))]);
        }
        assert!(locked(&changes.last).of.len() <= MOST);
        assert!(changes.since(then, Some(&[])), "what was forgotten counts as changed");
        assert!(!changes.since(changes.now(), Some(&[Shown::Shelves])));
    }
}
