//! A sale of the past, for shops that are filled and not lived in: everything a paid order leaves behind but the mail.

use chrono::{DateTime, Datelike, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use uuid::Uuid;

use super::store;
use crate::checkout::rules::ledger::{self, Sold};
use crate::checkout::rules::{terms, totals};
use crate::db::entities::order::OrderStatus;
use crate::db::entities::payment::PaymentStatus;
use crate::db::entities::{asset, licence, order, order_line, payment, version};
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::kit::money::{Currency, Money};
use crate::library;
use crate::server::state::State;

/// One listing bought by one person, long ago.
#[derive(Clone, Debug)]
pub struct PastSale {
    /// Names the sale: recorded once, however often.
    pub key: String,
    pub buyer: Uuid,
    pub asset: asset::Model,
    pub licence: licence::Model,
    pub version: version::Model,
    pub at: DateTime<Utc>,
}

pub async fn record_past_sale(state: &State, sale: PastSale) -> AppResult<()> {
    record_past_sales(state, vec![sale]).await
}

/// Many at once, or none.
pub async fn record_past_sales(state: &State, sales: Vec<PastSale>) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    for sale in sales {
        record(&tx, state, sale).await?;
    }
    Ok(tx.commit().await?)
}

async fn record(tx: &DatabaseTransaction, state: &State, sale: PastSale) -> AppResult<()> {
    let currency = Currency::from_code(&sale.licence.currency).ok_or_else(AppError::internal)?;
    let price = totals::line(Money::new(sale.licence.price_minor, currency))?;
    if store::orders::by_key(tx, sale.buyer, &sale.key).await?.is_some() {
        return Ok(());
    }
    let count = dialect::next_counter(tx, &format!("invoice-{}", sale.at.year())).await?;
    let number = format!("PS-{}-{count:06}", sale.at.year());
    let fee_bps = state.config.shop.fee_bps;
    let id = new_id();
    let line = line(&sale, id, &price, fee_bps)?;
    let order = store::orders::insert(tx, order(&sale, id, number, &price), vec![line]).await?;
    let lines = store::orders::lines(tx, order.id).await?;
    if !price.total.is_zero() {
        let payment = pay(tx, &sale, &order).await?;
        let sold = Sold { seller_id: sale.asset.seller_id, total: price.total, tax: price.tax, fee_bps };
        let entries = ledger::sale(currency, &[sold])?;
        store::ledger::insert_charge(tx, order.id, payment.id, &entries, sale.at).await?;
    }
    store::orders::count_sales(tx, [sale.asset.id]).await?;
    library::grant(tx, &order, &lines, sale.at).await?;
    Ok(())
}

fn order(sale: &PastSale, id: Uuid, number: String, price: &totals::Line) -> order::ActiveModel {
    order::ActiveModel {
        id: Set(id),
        number: Set(Some(number)),
        buyer_id: Set(sale.buyer),
        status: Set(OrderStatus::Paid),
        subtotal_minor: Set(price.unit.minor),
        discount_minor: Set(price.discount.minor),
        tax_minor: Set(price.tax.minor),
        total_minor: Set(price.total.minor),
        currency: Set(price.total.currency.code().to_owned()),
        coupon_id: Set(None),
        idempotency_key: Set(sale.key.clone()),
        request_hash: Set(terms::request_hash(sale.key.as_bytes())),
        refund_policy: Set(terms::REFUND_POLICY.to_owned()),
        country: Set(None),
        vat_id: Set(None),
        waiver_at: Set(Some(sale.at)),
        expires_at: Set(sale.at + terms::PAYABLE),
        paid_at: Set(Some(sale.at)),
        held_for_review_reason: Set(None),
        created_at: Set(sale.at),
        updated_at: Set(sale.at),
    }
}

fn line(
    sale: &PastSale,
    order_id: Uuid,
    price: &totals::Line,
    fee_bps: u32,
) -> AppResult<order_line::ActiveModel> {
    Ok(order_line::ActiveModel {
        id: Set(new_id()),
        order_id: Set(order_id),
        asset_id: Set(sale.asset.id),
        version_id: Set(sale.version.id),
        seller_id: Set(sale.asset.seller_id),
        licence_id: Set(sale.licence.id),
        title: Set(sale.asset.title.clone()),
        licence_code: Set(sale.licence.code.clone()),
        licence_name: Set(sale.licence.name.clone()),
        licence_terms: Set(sale.licence.terms.clone()),
        version_number: Set(sale.version.number.clone()),
        unit_minor: Set(price.unit.minor),
        discount_minor: Set(price.discount.minor),
        tax_minor: Set(price.tax.minor),
        total_minor: Set(price.total.minor),
        fee_bps: Set(i32::try_from(fee_bps).map_err(|_| AppError::internal())?),
        position: Set(0),
        created_at: Set(sale.at),
    })
}

async fn pay(tx: &DatabaseTransaction, sale: &PastSale, order: &order::Model) -> AppResult<payment::Model> {
    let row = payment::ActiveModel {
        id: Set(new_id()),
        order_id: Set(order.id),
        provider: Set("past".into()),
        provider_ref: Set(Some(order.id.to_string())),
        status: Set(PaymentStatus::Captured),
        amount_minor: Set(order.total_minor),
        currency: Set(order.currency.clone()),
        checkout_url: Set(None),
        failure: Set(None),
        captured_at: Set(Some(sale.at)),
        created_at: Set(sale.at),
        updated_at: Set(sale.at),
    };
    store::payments::insert(tx, row).await
}
