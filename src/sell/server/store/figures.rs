//! Sums for the seller's dashboard.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::ledger_entry::{LedgerAccount, LedgerSource};
use crate::db::entities::order::OrderStatus;
use crate::db::entities::{asset, download, entitlement, ledger_entry, order, order_line};
use crate::kit::error::AppResult;

/// Orders whose money came.
pub const SOLD: [OrderStatus; 3] = [OrderStatus::Paid, OrderStatus::Shipped, OrderStatus::Delivered];

/// What the ledger owes a seller from one UTC day, in minor units; below nothing where more went back than came.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Earned {
    /// `2026-11-21`
    pub day: String,
    pub currency: String,
    pub minor: i64,
}

pub async fn earned_by_day(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    since: DateTime<Utc>,
) -> AppResult<Vec<Earned>> {
    let day = || dialect::day(db.get_database_backend(), ledger_entry::Column::CreatedAt);
    let entries = ledger_entry::Entity::find()
        .select_only()
        .expr_as(day(), "day")
        .column(ledger_entry::Column::Currency)
        .expr_as(dialect::sum(ledger_entry::Column::AmountMinor), "minor")
        .filter(ledger_entry::Column::SellerId.eq(seller_id))
        .filter(ledger_entry::Column::Account.eq(LedgerAccount::SellerPayable))
        .filter(ledger_entry::Column::SourceKind.ne(LedgerSource::Payout))
        .filter(ledger_entry::Column::CreatedAt.gte(since))
        .group_by(day())
        .group_by(ledger_entry::Column::Currency);
    let rows = entries.into_model::<Earned>().all(db).await?;
    // What is owed stands in the ledger as a negative amount.
    Ok(rows.into_iter().map(|row| Earned { minor: -row.minor, ..row }).collect())
}

pub async fn sales(db: &impl ConnectionTrait, seller_id: Uuid, since: DateTime<Utc>) -> AppResult<u64> {
    let lines = order_line::Entity::find()
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .filter(order_line::Column::SellerId.eq(seller_id))
        .filter(order::Column::Status.is_in(SOLD))
        .filter(order::Column::PaidAt.gte(since));
    Ok(lines.count(db).await?)
}

pub async fn downloads(db: &impl ConnectionTrait, seller_id: Uuid, since: DateTime<Utc>) -> AppResult<u64> {
    let downloads = download::Entity::find()
        .join(JoinType::InnerJoin, download::Relation::Entitlement.def())
        .join(JoinType::InnerJoin, entitlement::Relation::Asset.def())
        .filter(asset::Column::SellerId.eq(seller_id))
        .filter(download::Column::At.gte(since));
    Ok(downloads.count(db).await?)
}

/// Stars given and by how many, over all of a seller's listings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Rating {
    pub sum: i64,
    pub count: i64,
}

pub async fn rating(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<Rating> {
    let listings = asset::Entity::find()
        .select_only()
        .expr_as(dialect::sum(asset::Column::RatingSum), "sum")
        .expr_as(dialect::sum(asset::Column::RatingCount), "count")
        .filter(asset::Column::SellerId.eq(seller_id));
    Ok(listings.into_model::<Rating>().one(db).await?.unwrap_or_default())
}
