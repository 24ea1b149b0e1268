//! A page of the shelves, as filtered and sorted. Anyone may look.

use uuid::Uuid;

use super::store::browse::{self, MOST_COUNTED};
use super::store::cards::{self, CardRow};
use super::store::shelves;
use crate::catalog::rules::filter::Filter;
use crate::catalog::types::{Card, Shelf};
use crate::kit::error::AppResult;
use crate::kit::locale::Locale;
use crate::kit::paging::{Page, PageSize};
use crate::server::state::State;

pub struct Browse {
    pub page: Page<Card>,
    pub count: Count,
    /// All categories there are.
    pub shelves: Vec<Shelf>,
}

/// How many listings fit a filter; beyond a thousand nobody counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exactly(u64),
    MoreThan(u64),
}

impl Count {
    pub fn words(self) -> String {
        match self {
            Self::Exactly(1) => "1 listing".into(),
            Self::Exactly(n) if n >= 1000 => format!("{} listings", thousands(n)),
            Self::Exactly(n) => format!("{n} listings"),
            Self::MoreThan(n) => format!("{}+ listings", thousands(n)),
        }
    }
}

fn thousands(n: u64) -> String {
    format!("{}{}{:03}", n / 1000, Locale::here().marks().0, n % 1000)
}

/// For a page: with the count and the categories.
pub async fn browse_assets(state: &State, filter: &Filter) -> AppResult<Browse> {
    let shelves = shelves::all(&state.db).await?;
    let categories = categories(&shelves, filter);
    let currency = state.config.shop.currency;
    let count = browse::count(&state.db, filter, currency, categories.as_deref()).await?;
    let count = if count > MOST_COUNTED { Count::MoreThan(MOST_COUNTED) } else { Count::Exactly(count) };
    let rows = browse::rows(&state.db, filter, currency, categories.as_deref(), PageSize::DEFAULT).await?;
    Ok(Browse { page: page_of(rows, filter, PageSize::DEFAULT)?, count, shelves })
}

/// For programs: the page alone.
pub async fn list_assets(state: &State, filter: &Filter, size: PageSize) -> AppResult<Page<Card>> {
    let shelves = if filter.category.is_some() { shelves::all(&state.db).await? } else { Vec::new() };
    let categories = categories(&shelves, filter);
    let currency = state.config.shop.currency;
    let rows = browse::rows(&state.db, filter, currency, categories.as_deref(), size).await?;
    page_of(rows, filter, size)
}

fn page_of(rows: Vec<CardRow>, filter: &Filter, size: PageSize) -> AppResult<Page<Card>> {
    let page = Page::from_rows(rows, size, |row| row.mark(filter.sort));
    Ok(Page { items: cards::cards(page.items)?, next: page.next })
}

/// The category asked for and those that stand in it; none where there is no such category.
fn categories(shelves: &[Shelf], filter: &Filter) -> Option<Vec<Uuid>> {
    let slug = filter.category.as_ref()?;
    let Some(shelf) = shelves.iter().find(|shelf| shelf.slug == *slug) else { return Some(Vec::new()) };
    let within = shelves.iter().filter(|other| other.parent_id == Some(shelf.id));
    Some(std::iter::once(shelf.id).chain(within.map(|shelf| shelf.id)).collect())
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn counts_read_well() {
        assert_eq!(Count::Exactly(0).words(), "0 listings");
        assert_eq!(Count::Exactly(1).words(), "1 listing");
        assert_eq!(Count::Exactly(1000).words(), "1,000 listings");
        assert_eq!(Count::MoreThan(1000).words(), "1,000+ listings");
    }
}
