//! A seller and a page of what they list.

use super::store::cards;
use super::store::sellers::{After, Open};
use super::store::{browse, sellers, shops};
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::types::{Card, Kind};
use crate::db::entities::seller;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{Page, PageSize};
use crate::server::cx::Person;
use crate::server::page_cache::Shown;
use crate::server::state::State;

pub use super::store::shops::Said;

/// Reviews on a shop's page.
const SAID: u64 = 3;

pub struct Shop {
    pub seller: seller::Model,
    /// The stem of the seller's picture.
    pub avatar: Option<String>,
    pub page: Page<Card>,
    /// Whether the one who looks follows them; None where they cannot.
    pub follows: Option<bool>,
    pub sums: Sums,
    /// What buyers said last.
    pub said: Vec<Said>,
}

/// Of all that a shop has for sale.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The kinds it sells, with how many listings of each.
    pub kinds: Vec<(Kind, i64)>,
    pub sales: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
}

impl Sums {
    pub fn listings(&self) -> i64 {
        self.kinds.iter().map(|(_, listings)| listings).sum()
    }

    fn of(rows: &[shops::OfKind]) -> Self {
        let listed = |kind: Kind| rows.iter().find(|row| Kind::from(row.kind) == kind);
        Self {
            kinds: Kind::ALL.iter().filter_map(|kind| Some((*kind, listed(*kind)?.listings))).collect(),
            sales: rows.iter().map(|row| row.sales).sum(),
            rating_sum: rows.iter().map(|row| row.rating_sum).sum(),
            rating_count: rows.iter().map(|row| row.rating_count).sum(),
        }
    }
}

impl Shop {
    /// What its page shows, beside what is the same on every page.
    pub fn shown(&self) -> Vec<Shown> {
        let cards = self.page.items.iter().map(|card| Shown::Listing(card.id));
        // Its sums and what was said are of all its listings.
        let authors = self.said.iter().map(|said| Shown::Person(said.user_id));
        cards.chain(authors).chain([Shown::Person(self.seller.id), Shown::Shelves]).collect()
    }
}

/// Under what a handle leads to.
pub enum Found {
    Shop(Box<Shop>),
    /// The shop's handle is another one by now.
    Moved(String),
    /// The shop was there, and its seller left.
    Closed,
}

pub async fn show_seller(
    state: &State,
    viewer: Option<&Person>,
    handle: &str,
    after: Option<&str>,
) -> AppResult<Found> {
    let size = PageSize::DEFAULT;
    let after = after.map(|cursor| Mark::read("after", cursor, Sort::Newest)).transpose()?;
    if !is_handle(handle) {
        return Err(AppError::not_found());
    }
    let found = sellers::by_handle(&state.db, handle, viewer.map(|person| person.id)).await?;
    let Some(Open { shop: seller, avatar, followed }) = found else {
        return match sellers::after(&state.db, handle).await?.ok_or_else(AppError::not_found)? {
            After::Moved(handle) => Ok(Found::Moved(handle)),
            After::Closed => Ok(Found::Closed),
        };
    };
    let rows = browse::of_seller(&state.db, seller.id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| row.mark(Sort::Newest));
    let page = Page { items: cards::cards(page.items)?, next: page.next };
    let is_own = viewer.is_some_and(|person| person.id == seller.id);
    let follows = (!is_own).then_some(followed);
    let sums = Sums::of(&shops::kinds(&state.db, seller.id).await?);
    let said = shops::said(&state.db, seller.id, SAID).await?;
    Ok(Found::Shop(Box::new(Shop { seller, avatar, page, follows, sums, said })))
}

pub fn is_handle(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains(char::is_control)
}
