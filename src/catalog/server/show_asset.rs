//! A listing for the one who looks: in public, to few, or gone.

use uuid::Uuid;

use super::listing::Listing;
use super::store::listing::{self, Name, Seen};
use super::store::{browse, cards, reviews};
use crate::catalog::rules::history::History;
use crate::catalog::rules::visibility::{Showing, Viewer, showing};
use crate::catalog::types::{Card, Kind};
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{self, Page, PageSize};
use crate::server::cx::Person;
use crate::server::page_cache;
use crate::server::state::State;

pub use super::store::reviews::ReviewRow;
pub use super::store::standing::Standing;

pub enum Found {
    Listing(Box<Shown>),
    /// A listing of this kind was here, and was taken down or went with its shop.
    Gone(Kind),
}

pub struct Shown {
    pub listing: Listing,
    /// Why few see it.
    pub notice: Option<&'static str>,
    pub is_own: bool,
    /// What the one who looks has to do with it.
    pub standing: Standing,
}

/// What stands below a listing on its page.
pub struct Beside {
    pub reviews: Page<ReviewRow>,
    pub related: Vec<Card>,
}

/// Which reviews are asked for.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    pub after: Option<String>,
    /// Only those with so many.
    pub stars: Option<i32>,
}

impl Beside {
    /// What the page of this listing shows, beside what is the same on every page.
    pub fn shown(&self, listing: &Listing) -> Vec<page_cache::Shown> {
        use page_cache::Shown;
        // Those beside it are of its category, or where it has none of its kind.
        let alike =
            listing.category.as_ref().map_or(Shown::Kind(listing.kind), |(id, ..)| Shown::Category(*id));
        let own = [Shown::Listing(listing.id), Shown::Person(listing.seller.id), alike];
        let related = self.related.iter().map(|card| Shown::Listing(card.id));
        let authors = self.reviews.items.iter().map(|review| Shown::Person(review.user_id));
        own.into_iter().chain(related).chain(authors).collect()
    }
}

const RELATED: usize = 4;

pub async fn show_asset(
    state: &State,
    viewer: Option<&Person>,
    name: &str,
    history: History,
) -> AppResult<Found> {
    let name = name_of(name).ok_or_else(AppError::not_found)?;
    let found = listing::find(&state.db, &name, history, viewer.map(|person| person.id)).await?;
    let Seen { listing, standing } = found.ok_or_else(AppError::not_found)?;
    let listing = Listing::try_from(listing)?;
    let is_own = viewer.is_some_and(|person| person.id == listing.seller.id);
    let is_staff = viewer.is_some_and(|person| person.staff.is_some());
    let is_closed = listing.seller.is_closed;
    let viewer = Viewer { is_seller: is_own, is_staff, has_bought: standing.owned, is_closed };
    let notice = match showing(listing.status, viewer) {
        Showing::Public => None,
        Showing::Private(words) => Some(words),
        Showing::Gone => return Ok(Found::Gone(listing.kind)),
        Showing::Hidden => return Err(AppError::not_found()),
    };
    Ok(Found::Listing(Box::new(Shown { listing, notice, is_own, standing })))
}

pub async fn beside(
    state: &State,
    viewer: Option<&Person>,
    listing: &Listing,
    narrowed: &Narrowed,
) -> AppResult<Beside> {
    let category = listing.category.as_ref().map(|(id, ..)| *id);
    let alike = browse::is_like(listing.kind.into(), category);
    let rows =
        browse::shelf(&state.db, crate::catalog::rules::sort::Sort::Newest, Some(alike), RELATED as u64 + 1);
    let mut related = cards::cards(rows.await?)?;
    related.retain(|card| card.id != listing.id);
    related.truncate(RELATED);
    let size = PageSize::new(Some(10))?;
    Ok(Beside { reviews: list_reviews(state, viewer, listing, narrowed, size).await?, related })
}

/// A page of the reviews of a listing that may be seen.
pub async fn list_reviews(
    state: &State,
    viewer: Option<&Person>,
    listing: &Listing,
    narrowed: &Narrowed,
    size: PageSize,
) -> AppResult<Page<ReviewRow>> {
    let after = narrowed.after.as_deref().map(paging::decode).transpose()?;
    let viewer = viewer.map_or(Uuid::nil(), |person| person.id);
    let rows = reviews::rows(&state.db, listing.id, narrowed.stars, viewer, after, size).await?;
    Ok(Page::from_rows(rows, size, ReviewRow::mark))
}

/// None for what cannot be the name of a listing.
pub(super) fn name_of(text: &str) -> Option<Name> {
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
