//! The list of a seller's own listings.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationDef,
};
use uuid::Uuid;

use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, preview};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Clone, Debug, FromQueryResult)]
pub struct ShelfRow {
    pub id: Uuid,
    pub title: String,
    pub kind: AssetKind,
    pub status: AssetStatus,
    pub price_from_minor: i64,
    pub currency: String,
    pub sales_count: i64,
    pub updated_at: DateTime<Utc>,
    pub picture_key: Option<String>,
    pub picture_width: Option<i32>,
    pub picture_height: Option<i32>,
}

/// Where a page ended.
pub type Key = (DateTime<Utc>, Uuid);

/// The latest edited first; one more than fits a page.
pub async fn listings(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    status: Option<AssetStatus>,
    after: Option<Key>,
    size: PageSize,
) -> AppResult<Vec<ShelfRow>> {
    let mut own = asset::Entity::find()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Title,
            asset::Column::Kind,
            asset::Column::Status,
            asset::Column::PriceFromMinor,
            asset::Column::Currency,
            asset::Column::SalesCount,
            asset::Column::UpdatedAt,
        ])
        .column_as(preview::Column::StorageKey, "picture_key")
        .column_as(preview::Column::Width, "picture_width")
        .column_as(preview::Column::Height, "picture_height")
        .join(JoinType::LeftJoin, cover())
        .filter(asset::Column::SellerId.eq(seller_id));
    if let Some(status) = status {
        own = own.filter(asset::Column::Status.eq(status));
    }
    if let Some((at, id)) = after {
        let same_time = asset::Column::UpdatedAt.eq(at).and(asset::Column::Id.lt(id));
        own = own.filter(Condition::any().add(asset::Column::UpdatedAt.lt(at)).add(same_time));
    }
    let own = own.order_by_desc(asset::Column::UpdatedAt).order_by_desc(asset::Column::Id);
    Ok(own.limit(size.fetch()).into_model::<ShelfRow>().all(db).await?)
}

pub async fn count(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    status: Option<AssetStatus>,
) -> AppResult<u64> {
    let mut own = asset::Entity::find().filter(asset::Column::SellerId.eq(seller_id));
    if let Some(status) = status {
        own = own.filter(asset::Column::Status.eq(status));
    }
    Ok(own.count(db).await?)
}

fn cover() -> RelationDef {
    asset::Entity::belongs_to(preview::Entity)
        .from(asset::Column::CoverPreviewId)
        .to(preview::Column::Id)
        .into()
}
