//! A page of a buyer's orders, the newest first.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::store;
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::kit::paging::{self, Page, PageSize};
use crate::orders::types::Summary;
use crate::server::cx::Buyer;
use crate::server::state::State;

pub async fn list_orders(
    state: &State,
    buyer: &Buyer,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<Summary>> {
    let after: Option<(DateTime<Utc>, Uuid)> = after.map(paging::decode).transpose()?;
    let rows = store::page(&state.db, buyer.user_id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| (row.created_at, row.id));
    if page.items.is_empty() {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let ids: Vec<_> = page.items.iter().map(|row| row.id).collect();
    let mut titles: HashMap<Uuid, Vec<String>> = HashMap::new();
    for (order_id, title) in store::titles(&state.db, &ids).await? {
        titles.entry(order_id).or_default().push(title);
    }
    let items = page.items.into_iter().map(|row| {
        Ok(Summary {
            titles: titles.remove(&row.id).unwrap_or_default(),
            id: row.id,
            number: row.number,
            status: row.status.into(),
            held: row.held_for_review_reason.is_some(),
            total: Money::stored(row.total_minor, &row.currency)?,
            created_at: row.created_at,
        })
    });
    Ok(Page { items: items.collect::<AppResult<_>>()?, next: page.next })
}
