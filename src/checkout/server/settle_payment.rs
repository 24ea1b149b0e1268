//! Brings an order in line with what the provider says when asked. Webhook, return page and expiry all come here;
//! twice, late or out of order makes no difference.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, By};
use super::complete_order::complete_order;
use super::provider::provider_named;
use super::store;
use crate::checkout::rules::ledger::{self, Sold};
use crate::checkout::rules::settlement::{self, Ours, Settlement};
use crate::checkout::rules::{order as orders, payment as payments};
use crate::checkout::types::{OrderStatus, PaymentStatus};
use crate::db;
use crate::db::entities::{order, order_line, payment};
use crate::kit::error::{AppError, AppResult};
use crate::kit::money::Money;
use crate::library;
use crate::server::cx::Buyer;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Asks the provider about a buyer's latest payment; when it cannot be reached, the webhook will tell.
pub async fn refresh_payment(state: &State, buyer: &Buyer, order_id: Uuid) -> AppResult<()> {
    let attempts = store::payments::of_buyer(&state.db, buyer.user_id, order_id).await?;
    let Some(attempt) = attempts.into_iter().find(|attempt| attempt.provider_ref.is_some()) else {
        return Ok(());
    };
    if let Err(error) = settle_payment(state, attempt.id).await {
        tracing::warn!(%error, %order_id, "the payment could not be looked up");
    }
    Ok(())
}

pub async fn settle_payment(state: &State, payment_id: Uuid) -> AppResult<()> {
    let known = store::payments::find(&state.db, payment_id).await?;
    let Some(reference) = known.provider_ref.filter(|_| known.status != payment::PaymentStatus::Captured)
    else {
        return Ok(());
    };
    let word = provider_named(state, &known.provider)?.fetch(&reference).await?.into();
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let order = store::orders::locked(&tx, known.order_id).await?;
    let payment = store::payments::locked(&tx, payment_id).await?;
    let lines = store::orders::lines(&tx, order.id).await?;
    let assets: Vec<_> = lines.iter().map(|line| line.asset_id).collect();
    let ours = Ours {
        order: order.status.into(),
        total: Money::stored(order.total_minor, &order.currency)?,
        payment: payment.status.into(),
        amount: Money::stored(payment.amount_minor, &payment.currency)?,
        owned_elsewhere: !library::owned_among(&tx, order.buyer_id, &assets).await?.is_empty(),
    };
    let mut sold = Vec::new();
    match settlement::settle(ours, word) {
        Settlement::Nothing => return Ok(()),
        Settlement::Declined { reason } => {
            note_failure(&tx, &payment, payment.status.into(), Some(reason), now).await?;
            fail(&tx, &order, now).await?;
        }
        Settlement::Closed { reason } => {
            let cancelled = payments::step(payment.status.into(), payments::Step::Cancel)?;
            note_failure(&tx, &payment, cancelled, reason, now).await?;
            fail(&tx, &order, now).await?;
        }
        Settlement::Paid | Settlement::PaidLate => {
            pay(state, &tx, &order, &payment, &lines, now).await?;
            sold = Shown::standing(assets);
        }
        Settlement::Held { amount, reason } => hold(&tx, &order, &payment, amount, &reason, now).await?,
    }
    let _told = state.pages.will_change(sold);
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}

async fn note_failure(
    tx: &DatabaseTransaction,
    payment: &payment::Model,
    status: PaymentStatus,
    failure: Option<String>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = payment::ActiveModel {
        id: Unchanged(payment.id),
        status: Set(status.into()),
        failure: Set(failure),
        updated_at: Set(now),
        ..Default::default()
    };
    store::payments::update(tx, change).await.map(drop)
}

async fn fail(tx: &DatabaseTransaction, order: &order::Model, now: DateTime<Utc>) -> AppResult<()> {
    let status: OrderStatus = order.status.into();
    if status != OrderStatus::PaymentPending {
        return Ok(());
    }
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        status: Set(orders::step(status, orders::Step::FailPayment)?.into()),
        updated_at: Set(now),
        ..Default::default()
    };
    store::orders::update(tx, change).await.map(drop)
}

async fn capture(tx: &DatabaseTransaction, payment: &payment::Model, now: DateTime<Utc>) -> AppResult<()> {
    let status: PaymentStatus = payment.status.into();
    let step = if status.is_live() { payments::Step::Capture } else { payments::Step::CaptureLate };
    let change = payment::ActiveModel {
        id: Unchanged(payment.id),
        status: Set(payments::step(status, step)?.into()),
        captured_at: Set(Some(now)),
        failure: Set(None),
        updated_at: Set(now),
        ..Default::default()
    };
    store::payments::update(tx, change).await.map(drop)
}

async fn pay(
    state: &State,
    tx: &DatabaseTransaction,
    order: &order::Model,
    payment: &payment::Model,
    lines: &[order_line::Model],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let was: OrderStatus = order.status.into();
    let (paid, late) = paid_from(was)?;
    capture(tx, payment, now).await?;
    let total = Money::stored(order.total_minor, &order.currency)?;
    let sold = lines.iter().map(|line| sold(line, &order.currency)).collect::<AppResult<Vec<_>>>()?;
    let entries = ledger::sale(total.currency, &sold)?;
    let completed = complete_order(state, tx, order, lines, paid, now).await?;
    store::ledger::insert_charge(tx, order.id, payment.id, &entries, now).await?;
    let facts = json!({
        "number": completed.number,
        "amount_minor": total.minor,
        "currency": total.currency,
        "payment_id": payment.id,
        "late": late.then(|| was.name()),
    });
    audit::record(tx, By::Shop, "order.paid", order.id, facts, now).await
}

/// The way to paid: whoever is not waiting for a payment yet passes through that first.
fn paid_from(was: OrderStatus) -> AppResult<(OrderStatus, bool)> {
    if !was.is_open() {
        return Ok((orders::step(was, orders::Step::CaptureLate)?, true));
    }
    let pending = match was {
        OrderStatus::PaymentPending => was,
        _ => orders::step(was, orders::Step::StartPayment)?,
    };
    Ok((orders::step(pending, orders::Step::Capture)?, false))
}

fn sold(line: &order_line::Model, currency: &str) -> AppResult<Sold> {
    Ok(Sold {
        seller_id: line.seller_id,
        total: Money::stored(line.total_minor, currency)?,
        tax: Money::stored(line.tax_minor, currency)?,
        fee_bps: u32::try_from(line.fee_bps).map_err(|_| AppError::internal())?,
    })
}

/// The money is there, the order waits for a person.
async fn hold(
    tx: &DatabaseTransaction,
    order: &order::Model,
    payment: &payment::Model,
    amount: Money,
    reason: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    tracing::error!(order_id = %order.id, payment_id = %payment.id, reason, "an order is held for review");
    capture(tx, payment, now).await?;
    let reasons = match &order.held_for_review_reason {
        Some(before) => format!("{before} {reason}"),
        None => reason.to_owned(),
    };
    let change = order::ActiveModel {
        id: Unchanged(order.id),
        held_for_review_reason: Set(Some(reasons)),
        updated_at: Set(now),
        ..Default::default()
    };
    store::orders::update(tx, change).await?;
    store::ledger::insert_charge(tx, order.id, payment.id, &ledger::held(amount)?, now).await?;
    let facts = json!({
        "reason": reason,
        "payment_id": payment.id,
        "amount_minor": amount.minor,
        "currency": amount.currency,
    });
    audit::record(tx, By::Shop, "order.held", order.id, facts, now).await
}
