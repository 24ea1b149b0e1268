//! Gives the lines of an order that came to nothing back to its buyer's cart.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::owner::Owner;
use super::store;
use crate::kit::error::AppResult;
use crate::kit::money::{Currency, Money};

/// A listing, its licence and the price it was ordered at.
#[derive(Clone, Copy, Debug)]
pub struct Returned {
    pub asset_id: Uuid,
    pub licence_id: Uuid,
    pub price: Money,
}

/// What is in the cart again stays as it is; a cart that went over to another currency takes nothing.
pub async fn put_back(
    tx: &DatabaseTransaction,
    user_id: Uuid,
    currency: Currency,
    lines: &[Returned],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let cart = store::locked_or_made(tx, &Owner::Person(user_id), currency, now).await?;
    if cart.currency != currency.code() && !store::items_of(tx, cart.id).await?.is_empty() {
        return Ok(());
    }
    for line in lines {
        store::put(tx, cart.id, line.asset_id, line.licence_id, line.price, now).await?;
    }
    store::touch(tx, cart.id, currency, now).await
}
