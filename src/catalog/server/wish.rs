//! Keeps a listing in mind, or no longer; and what somebody keeps in mind.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::store::{cards, wishes as store};
use crate::catalog::types::Card;
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::kit::paging::{self, Page, PageSize};
use crate::library;
use crate::server::cx::Buyer;
use crate::server::state::State;

/// Something on a wishlist.
pub struct Wish {
    pub asset_id: Uuid,
    pub title: String,
    /// None while it is not for sale.
    pub card: Option<Card>,
}

/// The listing's title.
///
/// **Permissions**: anyone signed in.
pub async fn wish(state: &State, buyer: &Buyer, asset_id: Uuid, wished: bool) -> AppResult<String> {
    let tx = db::tx(&state.db).await?;
    let listing = store::listing(&tx, asset_id).await?.ok_or_else(AppError::not_found)?;
    if wished {
        if listing.status != AssetStatus::Published {
            return Err(AppError::not_found());
        }
        if listing.seller_id == buyer.user_id {
            return Err(AppError::conflict("This is your own listing."));
        }
        if library::owned_line(&tx, buyer.user_id, asset_id).await?.is_some() {
            return Err(AppError::conflict("This is in your library already."));
        }
        store::add(&tx, buyer.user_id, &listing, state.clock.now()).await?;
    } else {
        store::remove(&tx, buyer.user_id, &[asset_id]).await?;
    }
    tx.commit().await?;
    Ok(listing.title)
}

pub async fn wishlist(
    state: &State,
    buyer: &Buyer,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<Wish>> {
    let after: Option<(DateTime<Utc>, Uuid)> = after.map(paging::decode).transpose()?;
    let rows = store::page(&state.db, buyer.user_id, after, size).await?;
    let page = Page::from_rows(rows, size, |row| (row.created_at, row.id));
    let on_sale = page.items.iter().filter(|row| row.status == AssetStatus::Published);
    let ids: Vec<Uuid> = on_sale.map(|row| row.asset_id).collect();
    let mut cards = cards::cards_by_ids(&state.db, &ids).await?;
    Ok(page.map(|row| {
        let place = cards.iter().position(|card| card.id == row.asset_id);
        Wish { asset_id: row.asset_id, title: row.title, card: place.map(|place| cards.swap_remove(place)) }
    }))
}

/// What was bought needs no wishing for.
pub async fn drop_wishes(tx: &DatabaseTransaction, user_id: Uuid, asset_ids: &[Uuid]) -> AppResult<()> {
    store::remove(tx, user_id, asset_ids).await
}
