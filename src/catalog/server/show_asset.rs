//! A listing for the one who looks: in public, to few, or gone.

use super::listing::Listing;
use super::store::listing::{self, Name};
use super::store::{browse, cards, reviews};
use crate::catalog::rules::visibility::{Showing, Viewer, showing};
use crate::catalog::types::Card;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{self, Page, PageSize};
use crate::library;
use crate::server::cx::Person;
use crate::server::state::State;

pub use super::store::reviews::ReviewRow;

pub enum Found {
    Listing(Box<Shown>),
    /// It was here, and was taken down.
    Gone,
}

pub struct Shown {
    pub listing: Listing,
    /// Why few see it.
    pub notice: Option<&'static str>,
    pub is_owned: bool,
    pub is_own: bool,
}

/// What stands below a listing on its page.
pub struct Beside {
    pub reviews: Page<ReviewRow>,
    pub related: Vec<Card>,
}

const RELATED: usize = 4;

pub async fn show_asset(state: &State, viewer: Option<&Person>, name: &str) -> AppResult<Found> {
    let name = name_of(name).ok_or_else(AppError::not_found)?;
    let row = listing::find(&state.db, &name).await?.ok_or_else(AppError::not_found)?;
    let listing = Listing::try_from(row)?;
    let is_owned = match viewer {
        Some(person) => library::owned_line(&state.db, person.id, listing.id).await?.is_some(),
        None => false,
    };
    let is_own = viewer.is_some_and(|person| person.id == listing.seller.id);
    let is_staff = viewer.is_some_and(|person| person.staff.is_some());
    let notice = match showing(listing.status, Viewer { is_seller: is_own, is_staff, has_bought: is_owned }) {
        Showing::Public => None,
        Showing::Private(words) => Some(words),
        Showing::Gone => return Ok(Found::Gone),
        Showing::Hidden => return Err(AppError::not_found()),
    };
    Ok(Found::Listing(Box::new(Shown { listing, notice, is_owned, is_own })))
}

pub async fn beside(state: &State, listing: &Listing, reviews_after: Option<&str>) -> AppResult<Beside> {
    let category = listing.category.as_ref().map(|(id, ..)| *id);
    let alike = browse::is_like(listing.kind.into(), category);
    let rows =
        browse::shelf(&state.db, crate::catalog::rules::sort::Sort::Newest, Some(alike), RELATED as u64 + 1);
    let mut related = cards::cards(rows.await?)?;
    related.retain(|card| card.id != listing.id);
    related.truncate(RELATED);
    let size = PageSize::new(Some(10))?;
    Ok(Beside { reviews: list_reviews(state, listing, reviews_after, size).await?, related })
}

/// A page of the reviews of a listing that may be seen.
pub async fn list_reviews(
    state: &State,
    listing: &Listing,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<ReviewRow>> {
    let after = after.map(paging::decode).transpose()?;
    let rows = reviews::rows(&state.db, listing.id, after, size).await?;
    Ok(Page::from_rows(rows, size, ReviewRow::mark))
}

/// None for what cannot be the name of a listing.
fn name_of(text: &str) -> Option<Name> {
    if let Ok(id) = text.parse() {
        return Some(Name::Id(id));
    }
    let fits = (1..=100).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    fits.then(|| Name::Slug(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slugs_and_ids_are_looked_for() {
        assert_eq!(name_of("gear-12"), Some(Name::Slug("gear-12".into())));
        assert!(matches!(name_of("01939f7e-7b1c-7000-8000-000000000000"), Some(Name::Id(_))));
        for bad in ["", "Gear", "a\0b", "a/b", "' OR 1=1", &"a".repeat(101)] {
            assert_eq!(name_of(bad), None, "{bad}");
        }
    }
}
