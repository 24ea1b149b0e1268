//! The queries of the orders' read side.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::entities::{asset, entitlement, order, order_line, payment, seller};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

/// The newest first, after a cursor of time and id.
pub async fn page(
    db: &impl ConnectionTrait,
    buyer_id: Uuid,
    after: Option<(DateTime<Utc>, Uuid)>,
    size: PageSize,
) -> AppResult<Vec<order::Model>> {
    let mut orders = order::Entity::find().filter(order::Column::BuyerId.eq(buyer_id));
    if let Some((at, id)) = after {
        let same_time = Condition::all().add(order::Column::CreatedAt.eq(at)).add(order::Column::Id.lt(id));
        orders = orders.filter(Condition::any().add(order::Column::CreatedAt.lt(at)).add(same_time));
    }
    let newest_first = orders.order_by_desc(order::Column::CreatedAt).order_by_desc(order::Column::Id);
    Ok(newest_first.limit(size.fetch()).all(db).await?)
}

/// The titles in these orders, as `(order, title)`.
pub async fn titles(db: &impl ConnectionTrait, order_ids: &[Uuid]) -> AppResult<Vec<(Uuid, String)>> {
    let titles = order_line::Entity::find()
        .select_only()
        .columns([order_line::Column::OrderId, order_line::Column::Title])
        .filter(order_line::Column::OrderId.is_in(order_ids.iter().copied()))
        .order_by_asc(order_line::Column::OrderId)
        .order_by_asc(order_line::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    Ok(titles)
}

/// Somebody else's is not there.
pub async fn order(db: &impl ConnectionTrait, buyer_id: Uuid, id: Uuid) -> AppResult<Option<order::Model>> {
    Ok(order::Entity::find_by_id(id).filter(order::Column::BuyerId.eq(buyer_id)).one(db).await?)
}

#[derive(Debug, FromQueryResult)]
pub struct LineRow {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub title: String,
    pub licence_code: String,
    pub licence_name: String,
    pub licence_terms: String,
    pub version_number: String,
    pub unit_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub slug: String,
    pub seller_name: String,
    pub entitlement_id: Option<Uuid>,
    pub revoked_at: Option<DateTime<Utc>>,
}

pub async fn lines(db: &impl ConnectionTrait, order_id: Uuid) -> AppResult<Vec<LineRow>> {
    let lines = order_line::Entity::find()
        .select_only()
        .columns([
            order_line::Column::Id,
            order_line::Column::AssetId,
            order_line::Column::Title,
            order_line::Column::LicenceCode,
            order_line::Column::LicenceName,
            order_line::Column::LicenceTerms,
            order_line::Column::VersionNumber,
            order_line::Column::UnitMinor,
            order_line::Column::DiscountMinor,
            order_line::Column::TaxMinor,
            order_line::Column::TotalMinor,
        ])
        .column(asset::Column::Slug)
        .column_as(seller::Column::DisplayName, "seller_name")
        .column_as(entitlement::Column::Id, "entitlement_id")
        .column(entitlement::Column::RevokedAt)
        .join(JoinType::InnerJoin, order_line::Relation::Asset.def())
        .join(JoinType::InnerJoin, order_line::Relation::Seller.def())
        .join(JoinType::LeftJoin, order_line::Relation::Entitlement.def())
        .filter(order_line::Column::OrderId.eq(order_id))
        .order_by_asc(order_line::Column::Position)
        .into_model::<LineRow>()
        .all(db)
        .await?;
    Ok(lines)
}

/// Why the newest attempt to pay came to nothing, if it did.
pub async fn failure(db: &impl ConnectionTrait, order_id: Uuid) -> AppResult<Option<String>> {
    let newest: Option<Option<String>> = payment::Entity::find()
        .select_only()
        .column(payment::Column::Failure)
        .filter(payment::Column::OrderId.eq(order_id))
        .order_by_desc(payment::Column::CreatedAt)
        .order_by_desc(payment::Column::Id)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.flatten())
}
