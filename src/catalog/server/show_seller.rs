//! A seller and a page of what they list.

use super::store::cards;
use super::store::{browse, sellers};
use crate::catalog::rules::sort::{Mark, Sort};
use crate::catalog::types::Card;
use crate::db::entities::seller;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{Page, PageSize};
use crate::server::state::State;

pub struct Shop {
    pub seller: seller::Model,
    /// The stem of the seller's picture.
    pub avatar: Option<String>,
    pub page: Page<Card>,
}

/// Under what a handle leads to.
pub enum Found {
    Shop(Box<Shop>),
    /// The shop's handle is another one by now.
    Moved(String),
}

pub async fn show_seller(state: &State, handle: &str, after: Option<&str>) -> AppResult<Found> {
    let size = PageSize::DEFAULT;
    let after = after.map(|cursor| Mark::read(cursor, Sort::Newest)).transpose()?;
    if !is_handle(handle) {
        return Err(AppError::not_found());
    }
    let Some((seller, person)) = sellers::by_handle(&state.db, handle).await? else {
        let moved = sellers::handle_after(&state.db, handle).await?;
        return moved.map(Found::Moved).ok_or_else(AppError::not_found);
    };
    let rows = browse::of_seller(&state.db, seller.id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| row.mark(Sort::Newest));
    let page = Page { items: cards::cards(page.items)?, next: page.next };
    let avatar = person.and_then(|person| person.avatar);
    Ok(Found::Shop(Box::new(Shop { seller, avatar, page })))
}

fn is_handle(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains(char::is_control)
}
