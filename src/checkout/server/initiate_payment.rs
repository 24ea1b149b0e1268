//! Opens the provider's checkout for an order. Asked again, it leads to the same checkout while that can be paid.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::provider::{provider, provider_named};
use super::settle_payment::settle_payment;
use super::store;
use crate::checkout::rules::{order as orders, payment as payments};
use crate::checkout::types::{OrderStatus, PaymentStatus};
use crate::db;
use crate::db::entities::{order, order_line, payment};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::kit::money::Money;
use crate::library;
use crate::ports::payments::{Charge, Initiated, PaymentError};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// Another round is needed when the checkout we knew turned out to be closed; it is never needed three times.
const ROUNDS: usize = 3;

/// Where the buyer pays.
pub async fn initiate_payment(state: &State, buyer: &Buyer, order_id: Uuid) -> AppResult<String> {
    for _ in 0..ROUNDS {
        let (charge, attempt) = prepare(state, buyer, order_id).await?;
        if let Some(url) = attempt.checkout_url.filter(|_| attempt.status != payment::PaymentStatus::Created)
        {
            settle_payment(state, attempt.id).await?;
            let still: PaymentStatus = store::payments::find(&state.db, attempt.id).await?.status.into();
            if still.is_live() {
                start_again(state, order_id).await?;
                return Ok(url);
            }
            continue;
        }
        return match provider_named(state, &attempt.provider)?.initiate(charge).await {
            Ok(opened) => remember(state, order_id, attempt.id, opened).await,
            Err(error) => {
                if matches!(error, PaymentError::Rejected(_)) {
                    give_up(state, order_id, attempt.id, &error.to_string()).await?;
                }
                Err(error.into())
            }
        };
    }
    Err(AppError::unavailable("The payment could not be started. Nothing was charged; please try again."))
}

/// An attempt to pay an order, not yet known to the provider.
pub fn attempt(order: &order::Model, provider: &str, now: DateTime<Utc>) -> payment::ActiveModel {
    payment::ActiveModel {
        id: Set(new_id()),
        order_id: Set(order.id),
        provider: Set(provider.to_owned()),
        provider_ref: Set(None),
        status: Set(PaymentStatus::Created.into()),
        amount_minor: Set(order.total_minor),
        currency: Set(order.currency.clone()),
        checkout_url: Set(None),
        failure: Set(None),
        captured_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    }
}

/// The attempt that is under way, or a new one, and what the provider is to be told.
async fn prepare(state: &State, buyer: &Buyer, order_id: Uuid) -> AppResult<(Charge, payment::Model)> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let order = store::orders::locked_of(&tx, buyer.user_id, order_id).await?;
    orders::payable(order.status.into(), order.expires_at, order.held_for_review_reason.is_some(), now)?;
    let lines = store::orders::lines(&tx, order.id).await?;
    refuse_owned(&tx, &order, &lines).await?;
    let attempts = store::payments::of_order(&tx, order.id).await?;
    let live = attempts.into_iter().find(|attempt| PaymentStatus::from(attempt.status).is_live());
    let attempt = match live {
        Some(attempt) => attempt,
        None => store::payments::insert(&tx, attempt(&order, provider(state)?.name(), now)).await?,
    };
    tx.commit().await?;
    let base = &state.config.server.base_url;
    let charge = Charge {
        payment_id: attempt.id,
        order_id: order.id,
        amount: Money::stored(attempt.amount_minor, &attempt.currency)?,
        description: description(&lines),
        return_url: format!("{base}/orders/{}?paid=yes", order.id),
        cancel_url: format!("{base}/orders/{}?paid=no", order.id),
        idempotency_key: attempt.id.to_string(),
    };
    Ok((charge, attempt))
}

/// What was bought by another order in the meantime is not paid for twice.
async fn refuse_owned(
    tx: &DatabaseTransaction,
    order: &order::Model,
    lines: &[order_line::Model],
) -> AppResult<()> {
    let assets: Vec<_> = lines.iter().map(|line| line.asset_id).collect();
    let owned = library::owned_among(tx, order.buyer_id, &assets).await?;
    match lines.iter().find(|line| owned.contains(&line.asset_id)) {
        Some(line) => Err(AppError::conflict(format!(
            "You own “{}” already. Cancel this order and order the rest again.",
            line.title
        ))),
        None => Ok(()),
    }
}

fn description(lines: &[order_line::Model]) -> String {
    match lines {
        [] => "Order".to_owned(),
        [line] => line.title.clone(),
        [line, more @ ..] => format!("{} and {} more", line.title, more.len()),
    }
}

/// Keeps what the provider opened. An order that was closed meanwhile has its checkout closed again.
async fn remember(state: &State, order_id: Uuid, attempt_id: Uuid, opened: Initiated) -> AppResult<String> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let order = store::orders::locked(&tx, order_id).await?;
    let attempt = store::payments::locked(&tx, attempt_id).await?;
    let known = attempt.provider_ref.is_some();
    let status: PaymentStatus = attempt.status.into();
    let closed = !status.is_live();
    let change = payment::ActiveModel {
        id: Unchanged(attempt.id),
        provider_ref: Set(Some(opened.provider_ref.clone())),
        checkout_url: Set(Some(opened.checkout_url.clone())),
        status: if status == PaymentStatus::Created {
            Set(payments::step(status, payments::Step::Initiate)?.into())
        } else {
            Unchanged(attempt.status)
        },
        updated_at: Set(now),
        ..Default::default()
    };
    if !known {
        store::payments::update(&tx, change).await?;
    }
    if !closed {
        to_pending(&tx, &order, now).await?;
    }
    tx.commit().await?;
    if closed {
        provider_named(state, &attempt.provider)?.cancel(&opened.provider_ref).await?;
        settle_payment(state, attempt_id).await?;
        return Err(AppError::conflict("This payment was closed in the meantime. Nothing was charged."));
    }
    Ok(opened.checkout_url)
}

/// A declined try is behind us: the buyer goes back to the same checkout.
async fn start_again(state: &State, order_id: Uuid) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let order = store::orders::locked(&tx, order_id).await?;
    to_pending(&tx, &order, state.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

async fn to_pending(tx: &DatabaseTransaction, order: &order::Model, now: DateTime<Utc>) -> AppResult<()> {
    let status: OrderStatus = order.status.into();
    if status == OrderStatus::PaymentPending {
        return Ok(());
    }
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        status: Set(orders::step(status, orders::Step::StartPayment)?.into()),
        updated_at: Set(now),
        ..Default::default()
    };
    store::orders::update(tx, change).await.map(drop)
}

/// The provider will not have this attempt; the next one is a new one.
async fn give_up(state: &State, order_id: Uuid, attempt_id: Uuid, why: &str) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    store::orders::locked(&tx, order_id).await?;
    let attempt = store::payments::locked(&tx, attempt_id).await?;
    let change = payment::ActiveModel {
        id: Unchanged(attempt.id),
        status: Set(payments::step(attempt.status.into(), payments::Step::Fail)?.into()),
        failure: Set(Some(why.to_owned())),
        updated_at: Set(state.clock.now()),
        ..Default::default()
    };
    store::payments::update(&tx, change).await?;
    tx.commit().await?;
    Ok(())
}
