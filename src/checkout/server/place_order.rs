//! Turns a cart into an order: once per key, at today's prices, and never at another total than the buyer saw.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::DatabaseTransaction;
use serde_json::json;
use uuid::Uuid;

use super::audit::{self, By};
use super::complete_order::{self, Completed};
use super::provider::provider;
use super::store;
use crate::cart::{self, Basket, Owner};
use crate::checkout::rules::order::{self as states, Step};
use crate::checkout::rules::{terms, totals};
use crate::checkout::types::OrderStatus;
use crate::db;
use crate::db::entities::{order, order_line, payment};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::kit::money::Money;
use crate::server::cx::Buyer;
use crate::server::page_cache::Shown;
use crate::server::state::State;

#[derive(Clone, Debug)]
pub struct NewOrder {
    pub key: String,
    /// Of the whole request, see `terms::request_hash`.
    pub request_hash: String,
    /// The total the buyer agreed to; without it the prices seen in the cart count.
    pub shown: Option<Money>,
    pub country: Option<String>,
    pub vat_id: Option<String>,
    pub waiver: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    pub order_id: Uuid,
    pub status: OrderStatus,
    /// The order was there already, placed by the same request.
    pub replayed: bool,
}

/// The order of an earlier request under this key; another request is a mismatch.
pub async fn replayed(
    state: &State,
    buyer: &Buyer,
    key: &str,
    request_hash: &str,
) -> AppResult<Option<Placed>> {
    terms::check_key(key)?;
    let placed = store::orders::by_key(&state.db, buyer.user_id, key).await?;
    placed.map(|order| same(&order, request_hash)).transpose()
}

pub async fn place_order(state: &State, buyer: &Buyer, input: NewOrder) -> AppResult<Placed> {
    terms::check_key(&input.key)?;
    let now = state.clock.now();
    let owner = Owner::Person(buyer.user_id);
    let tx = db::tx(&state.db).await?;
    // Two requests of one buyer take turns here, so that the second finds the first's order.
    cart::lock(&tx, buyer.user_id).await?;
    if let Some(order) = store::orders::by_key(&tx, buyer.user_id, &input.key).await? {
        return same(&order, &input.request_hash);
    }
    let basket = cart::basket(&tx, &owner, state.config.shop.currency).await?;
    check_items(&basket)?;
    if let Err(changed) = check_prices(&basket, input.shown) {
        cart::acknowledge(&tx, &basket).await?;
        tx.commit().await?;
        return Err(changed);
    }
    let order = insert(state, &tx, buyer, &input, &basket, now).await?;
    cart::clear(&tx, &owner).await?;
    let completed = if order.total_minor == 0 {
        Some(pay_nothing(state, &tx, &order, now).await?)
    } else {
        insert_payment(state, &tx, &order, now).await?;
        None
    };
    let facts = json!({ "total_minor": order.total_minor, "currency": order.currency });
    audit::record(&tx, By::Person(buyer), "order.placed", order.id, facts, now).await?;
    if let Some(Completed { number }) = &completed {
        audit::record(&tx, By::Person(buyer), "order.paid", order.id, json!({ "number": number }), now)
            .await?;
    }
    let sold = basket.items.iter().map(|item| item.asset_id).filter(|_| completed.is_some());
    let sold: Vec<_> = sold.collect();
    let _told = (!sold.is_empty()).then(|| state.pages.will_change(Shown::standing(sold)));
    tx.commit().await?;
    if completed.is_some() {
        state.new_job.notify_one();
    }
    let status = if completed.is_some() { OrderStatus::Paid } else { order.status.into() };
    Ok(Placed { order_id: order.id, status, replayed: false })
}

fn same(order: &order::Model, request_hash: &str) -> AppResult<Placed> {
    if order.request_hash == request_hash {
        Ok(Placed { order_id: order.id, status: order.status.into(), replayed: true })
    } else {
        Err(AppError::IdempotencyMismatch)
    }
}

fn check_items(basket: &Basket) -> AppResult<()> {
    if basket.items.is_empty() {
        return Err(AppError::conflict("Your cart is empty."));
    }
    let problem = basket.items.iter().find_map(|item| item.problem.map(|problem| (item, problem)));
    match problem {
        Some((item, problem)) => Err(AppError::conflict(format!(
            "“{}” cannot be ordered: {} Remove it from your cart to go on.",
            item.title,
            problem.words()
        ))),
        None => Ok(()),
    }
}

fn check_prices(basket: &Basket, shown: Option<Money>) -> AppResult<()> {
    let total = basket.total()?;
    let agreed = match shown {
        Some(shown) => shown == total,
        None => basket.changed_prices().next().is_none(),
    };
    if agreed {
        return Ok(());
    }
    Err(AppError::conflict(format!(
        "Prices have changed: the total is now {total}. Nothing was charged. Order again if you agree."
    )))
}

async fn insert(
    state: &State,
    tx: &DatabaseTransaction,
    buyer: &Buyer,
    input: &NewOrder,
    basket: &Basket,
    now: DateTime<Utc>,
) -> AppResult<order::Model> {
    let prices =
        basket.items.iter().map(|item| totals::line(item.licence.price)).collect::<AppResult<Vec<_>>>()?;
    let sums = totals::totals(basket.currency, &prices)?;
    if !sums.total.is_zero() {
        totals::chargeable(sums.total, provider(state)?.minimum_amount(basket.currency))?;
    }
    let id = new_id();
    let fee_bps = i32::try_from(state.config.shop.fee_bps).map_err(|_| AppError::internal())?;
    let mut lines = Vec::with_capacity(prices.len());
    for ((item, price), position) in basket.items.iter().zip(&prices).zip(0..) {
        let version = item.version.as_ref().ok_or_else(AppError::internal)?;
        lines.push(order_line::ActiveModel {
            id: Set(new_id()),
            order_id: Set(id),
            asset_id: Set(item.asset_id),
            version_id: Set(version.id),
            seller_id: Set(item.seller_id),
            licence_id: Set(item.licence.id),
            title: Set(item.title.clone()),
            licence_code: Set(item.licence.code.clone()),
            licence_name: Set(item.licence.name.clone()),
            licence_terms: Set(item.licence.terms.clone()),
            version_number: Set(version.number.clone()),
            unit_minor: Set(price.unit.minor),
            discount_minor: Set(price.discount.minor),
            tax_minor: Set(price.tax.minor),
            total_minor: Set(price.total.minor),
            fee_bps: Set(fee_bps),
            position: Set(position),
            created_at: Set(now),
        });
    }
    let order = order::ActiveModel {
        id: Set(id),
        number: Set(None),
        buyer_id: Set(buyer.user_id),
        status: Set(OrderStatus::Created.into()),
        subtotal_minor: Set(sums.subtotal.minor),
        discount_minor: Set(sums.discount.minor),
        tax_minor: Set(sums.tax.minor),
        total_minor: Set(sums.total.minor),
        currency: Set(basket.currency.code().to_owned()),
        coupon_id: Set(None),
        idempotency_key: Set(input.key.clone()),
        request_hash: Set(input.request_hash.clone()),
        refund_policy: Set(terms::REFUND_POLICY.to_owned()),
        country: Set(input.country.clone()),
        vat_id: Set(input.vat_id.clone()),
        waiver_at: Set(input.waiver.then_some(now)),
        expires_at: Set(now + terms::PAYABLE),
        paid_at: Set(None),
        held_for_review_reason: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    store::orders::insert(tx, order, lines).await
}

async fn pay_nothing(
    state: &State,
    tx: &DatabaseTransaction,
    order: &order::Model,
    now: DateTime<Utc>,
) -> AppResult<Completed> {
    let paid = states::step(order.status.into(), Step::PayNothing)?;
    let lines = store::orders::lines(tx, order.id).await?;
    complete_order::complete_order(state, tx, order, &lines, paid, now).await
}

async fn insert_payment(
    state: &State,
    tx: &DatabaseTransaction,
    order: &order::Model,
    now: DateTime<Utc>,
) -> AppResult<payment::Model> {
    let provider = provider(state)?.name();
    store::payments::insert(tx, super::initiate_payment::attempt(order, provider, now)).await
}
