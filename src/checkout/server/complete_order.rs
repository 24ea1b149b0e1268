//! What follows once an order is paid, in the transaction that says so.

use std::collections::BTreeSet;

use chrono::{DateTime, Datelike, Utc};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::DatabaseTransaction;

use super::mail::{receipt, sale};
use super::store;
use crate::accounts::rules::notification::Notification;
use crate::checkout::types::OrderStatus;
use crate::db::dialect;
use crate::db::entities::{order, order_line};
use crate::kit::error::AppResult;
use crate::server::jobs::{self, Job};
use crate::server::state::State;
use crate::{accounts, cart, catalog, library};

pub struct Completed {
    /// `PS-2026-000001`
    pub number: String,
}

/// Number, entitlements, sales counts, receipt and a word to the sellers. The caller wrote the ledger, rings for the job and audits.
pub async fn complete_order(
    state: &State,
    tx: &DatabaseTransaction,
    order: &order::Model,
    lines: &[order_line::Model],
    paid: OrderStatus,
    now: DateTime<Utc>,
) -> AppResult<Completed> {
    let assets: Vec<_> = lines.iter().map(|line| line.asset_id).collect();
    // Put back by a cancellation, or added again while the first order was on its way.
    cart::drop_bought(tx, order.buyer_id, &assets).await?;
    catalog::drop_wishes(tx, order.buyer_id, &assets).await?;
    store::orders::count_sales(tx, assets).await?;
    let count = dialect::next_counter(tx, &format!("invoice-{}", now.year())).await?;
    let number = format!("PS-{}-{count:06}", now.year());
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        status: Set(paid.into()),
        number: Set(Some(number.clone())),
        paid_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    let order = store::orders::update(tx, change).await?;
    library::grant(tx, &order, lines, now).await?;
    let buyer = store::orders::buyer(tx, order.buyer_id).await?;
    // Who deleted their account while the payment was on its way has no address any more.
    if buyer.deleted_at.is_none() {
        let message = receipt::receipt(&state.config.server.base_url, &buyer, &order, lines)?;
        jobs::enqueue(tx, &Job::SendMail { message }, now).await?;
    }
    tell_sellers(state, tx, &order, lines, now).await?;
    Ok(Completed { number })
}

/// Those who want to know.
async fn tell_sellers(
    state: &State,
    tx: &DatabaseTransaction,
    order: &order::Model,
    lines: &[order_line::Model],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let sellers: BTreeSet<_> = lines.iter().map(|line| line.seller_id).collect();
    let sellers: Vec<_> = sellers.into_iter().collect();
    for seller in accounts::who_want(tx, &sellers, Notification::Sale).await? {
        let theirs: Vec<_> = lines.iter().filter(|line| line.seller_id == seller.id).collect();
        let unsubscribe = accounts::unsubscribe_link(state, seller.id, Notification::Sale)?;
        let message = sale::sale(&state.config.server.base_url, &seller, order, &theirs, unsubscribe)?;
        jobs::enqueue(tx, &Job::SendMail { message }, now).await?;
    }
    Ok(())
}
