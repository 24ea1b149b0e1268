//! Closes an order that was not paid and gives its lines back to the cart.

use sea_orm::ActiveValue::{Set, Unchanged};
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, By};
use super::provider::provider_named;
use super::settle_payment::settle_payment;
use super::store;
use crate::cart::{self, Returned};
use crate::checkout::rules::{order as orders, payment as payments};
use crate::checkout::types::PaymentStatus;
use crate::db;
use crate::db::entities::{order, payment};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::ports::payments::PaymentError;
use crate::server::state::State;

#[derive(Clone, Copy, Debug)]
pub enum Closing<'a> {
    Cancelled(By<'a>),
    Expired,
}

/// The provider's checkouts are closed first, so that nobody pays what is about to be closed.
pub async fn close_order(state: &State, order_id: Uuid, closing: Closing<'_>) -> AppResult<()> {
    close_checkouts(state, order_id).await?;
    let now = state.clock.now();
    let (step, by, action) = match closing {
        Closing::Cancelled(by) => (orders::Step::Cancel, by, "order.cancelled"),
        Closing::Expired => (orders::Step::Expire, By::Shop, "order.expired"),
    };
    let tx = db::tx(&state.db).await?;
    let order = store::orders::locked(&tx, order_id).await?;
    if order.held_for_review_reason.is_some() {
        return Err(AppError::conflict(
            "A payment for this order is being looked at, so it stays open for now.",
        ));
    }
    let closed = orders::step(order.status.into(), step)?;
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        status: Set(closed.into()),
        updated_at: Set(now),
        ..Default::default()
    };
    store::orders::update(&tx, change).await?;
    for attempt in store::payments::of_order(&tx, order.id).await? {
        let status: PaymentStatus = attempt.status.into();
        if status.is_live() {
            let change = payment::ActiveModel {
                id: Unchanged(attempt.id),
                status: Set(payments::step(status, payments::Step::Cancel)?.into()),
                updated_at: Set(now),
                ..Default::default()
            };
            store::payments::update(&tx, change).await?;
        }
    }
    let lines = store::orders::lines(&tx, order.id).await?;
    let total = Money::stored(order.total_minor, &order.currency)?;
    let mut returned = Vec::with_capacity(lines.len());
    for line in &lines {
        let price = Money::new(line.unit_minor, total.currency);
        returned.push(Returned { asset_id: line.asset_id, licence_id: line.licence_id, price });
    }
    cart::put_back(&tx, order.buyer_id, total.currency, &returned, now).await?;
    audit::record(&tx, by, action, order.id, json!({}), now).await?;
    tx.commit().await?;
    Ok(())
}

async fn close_checkouts(state: &State, order_id: Uuid) -> AppResult<()> {
    for attempt in store::payments::of_order(&state.db, order_id).await? {
        let Some(reference) = attempt.provider_ref.filter(|_| PaymentStatus::from(attempt.status).is_live())
        else {
            continue;
        };
        match provider_named(state, &attempt.provider)?.cancel(&reference).await {
            // Tells us too if it was paid a moment ago.
            Ok(_) => settle_payment(state, attempt.id).await?,
            Err(PaymentError::NotFound) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
