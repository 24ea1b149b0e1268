//! Rows of the ledger, written once.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use crate::checkout::rules::ledger::{Account, Entry};
use crate::db::entities::ledger_entry::{self, LedgerSource};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// All rows of one charge share a transaction id.
pub async fn insert_charge(
    tx: &DatabaseTransaction,
    order_id: Uuid,
    payment_id: Uuid,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let transaction_id = new_id();
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| ledger_entry::ActiveModel {
            id: Set(new_id()),
            transaction_id: Set(transaction_id),
            account: Set(entry.account.into()),
            seller_id: Set(match entry.account {
                Account::SellerPayable(seller_id) => Some(seller_id),
                _ => None,
            }),
            order_id: Set(Some(order_id)),
            amount_minor: Set(entry.amount.minor),
            currency: Set(entry.amount.currency.code().to_owned()),
            source_kind: Set(LedgerSource::Charge),
            source_id: Set(payment_id),
            created_at: Set(now),
        })
        .collect();
    if !rows.is_empty() {
        ledger_entry::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}
