//! A seller and a page of what they list.

use super::store::cards;
use super::store::sellers::After;
use super::store::{browse, follows, sellers};
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::types::Card;
use crate::db::entities::seller;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{Page, PageSize};
use crate::server::cx::Person;
use crate::server::page_cache::Shown;
use crate::server::state::State;

pub struct Shop {
    pub seller: seller::Model,
    /// The stem of the seller's picture.
    pub avatar: Option<String>,
    pub page: Page<Card>,
    /// Whether the one who looks follows them; None where they cannot.
    pub follows: Option<bool>,
}

impl Shop {
    /// What its page shows, beside what is the same on every page.
    pub fn shown(&self) -> Vec<Shown> {
        let cards = self.page.items.iter().map(|card| Shown::Listing(card.id));
        cards.chain([Shown::Person(self.seller.id)]).collect()
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
    let after = after.map(|cursor| Mark::read(cursor, Sort::Newest)).transpose()?;
    if !is_handle(handle) {
        return Err(AppError::not_found());
    }
    let Some((seller, person)) = sellers::by_handle(&state.db, handle).await? else {
        return match sellers::after(&state.db, handle).await?.ok_or_else(AppError::not_found)? {
            After::Moved(handle) => Ok(Found::Moved(handle)),
            After::Closed => Ok(Found::Closed),
        };
    };
    let rows = browse::of_seller(&state.db, seller.id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| row.mark(Sort::Newest));
    let page = Page { items: cards::cards(page.items)?, next: page.next };
    let avatar = person.and_then(|person| person.avatar);
    let follows = match viewer {
        Some(person) if person.id == seller.id => None,
        Some(person) => Some(follows::is_followed_by(&state.db, seller.id, person.id).await?),
        None => Some(false),
    };
    Ok(Found::Shop(Box::new(Shop { seller, avatar, page, follows })))
}

pub fn is_handle(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains(char::is_control)
}
