//! What was sold, line by line.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::figures::SOLD;
use crate::db::entities::{order, order_line};
use crate::kit::error::AppResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct SaleRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub number: Option<String>,
    pub title: String,
    pub licence_name: String,
    pub version_number: String,
    pub unit_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub fee_bps: i32,
    pub currency: String,
    pub country: Option<String>,
}

/// Where a page ended.
pub type Key = (DateTime<Utc>, Uuid);

impl SaleRow {
    pub fn key(&self) -> Key {
        (self.created_at, self.id)
    }
}

/// The latest first.
pub async fn latest(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    after: Option<Key>,
    limit: u64,
) -> AppResult<Vec<SaleRow>> {
    let mut lines = order_line::Entity::find()
        .select_only()
        .columns([
            order_line::Column::Id,
            order_line::Column::AssetId,
            order_line::Column::CreatedAt,
            order_line::Column::Title,
            order_line::Column::LicenceName,
            order_line::Column::VersionNumber,
            order_line::Column::UnitMinor,
            order_line::Column::DiscountMinor,
            order_line::Column::TaxMinor,
            order_line::Column::TotalMinor,
            order_line::Column::FeeBps,
        ])
        .columns([
            order::Column::PaidAt,
            order::Column::Number,
            order::Column::Currency,
            order::Column::Country,
        ])
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .filter(order_line::Column::SellerId.eq(seller_id))
        .filter(order::Column::Status.is_in(SOLD));
    if let Some((at, id)) = after {
        let same_time = order_line::Column::CreatedAt.eq(at).and(order_line::Column::Id.lt(id));
        lines = lines.filter(Condition::any().add(order_line::Column::CreatedAt.lt(at)).add(same_time));
    }
    let lines = lines.order_by_desc(order_line::Column::CreatedAt).order_by_desc(order_line::Column::Id);
    Ok(lines.limit(limit).into_model::<SaleRow>().all(db).await?)
}
