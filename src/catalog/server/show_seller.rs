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
    pub page: Page<Card>,
}

pub async fn show_seller(state: &State, handle: &str, after: Option<&str>) -> AppResult<Shop> {
    let size = PageSize::DEFAULT;
    let after = after.map(|cursor| Mark::read(cursor, Sort::Newest)).transpose()?;
    let known = is_handle(handle).then(|| sellers::by_handle(&state.db, handle));
    let seller = match known {
        Some(found) => found.await?,
        None => None,
    };
    let seller = seller.ok_or_else(AppError::not_found)?;
    let rows = browse::of_seller(&state.db, seller.id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| row.mark(Sort::Newest));
    Ok(Shop { seller, page: Page { items: cards::cards(page.items)?, next: page.next } })
}

fn is_handle(text: &str) -> bool {
    (1..=64).contains(&text.len()) && !text.contains(char::is_control)
}
