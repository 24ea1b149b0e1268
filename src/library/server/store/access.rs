//! Who may fetch what, judged in the query.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::entities::file::FileStatus;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{download, entitlement, file, order, order_line, version};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// The order line by which a person owns a listing.
pub async fn owned_line(db: &impl ConnectionTrait, user_id: Uuid, asset_id: Uuid) -> AppResult<Option<Uuid>> {
    let line = entitlement::Entity::find()
        .select_only()
        .column(entitlement::Column::OrderLineId)
        .filter(entitlement::Column::UserId.eq(user_id))
        .filter(entitlement::Column::AssetId.eq(asset_id))
        .filter(entitlement::Column::RevokedAt.is_null())
        .order_by_asc(entitlement::Column::GrantedAt)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(line)
}

/// Which of these listings a person owns.
pub async fn owned_among(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    asset_ids: &[Uuid],
) -> AppResult<HashSet<Uuid>> {
    let owned: Vec<Uuid> = entitlement::Entity::find()
        .select_only()
        .column(entitlement::Column::AssetId)
        .filter(entitlement::Column::UserId.eq(user_id))
        .filter(entitlement::Column::AssetId.is_in(asset_ids.iter().copied()))
        .filter(entitlement::Column::RevokedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(owned.into_iter().collect())
}

pub async fn insert_entitlements(
    db: &impl ConnectionTrait,
    rows: Vec<entitlement::ActiveModel>,
) -> AppResult<()> {
    if !rows.is_empty() {
        entitlement::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A file a person may fetch now, and by which right.
#[derive(Debug, FromQueryResult)]
pub struct Downloadable {
    pub entitlement_id: Uuid,
    pub waiver_at: Option<DateTime<Utc>>,
    pub name: String,
    pub content_type: String,
    pub storage_key: String,
}

/// The version that was bought, whatever became of it, and every release since that was not withdrawn.
pub async fn downloadable(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    file_id: Uuid,
) -> AppResult<Option<Downloadable>> {
    let bought = Expr::col((order_line::Entity, order_line::Column::VersionId))
        .eq(Expr::col((version::Entity, version::Column::Id)));
    let found = entitlement::Entity::find()
        .select_only()
        .column_as(entitlement::Column::Id, "entitlement_id")
        .column(order::Column::WaiverAt)
        .columns([file::Column::Name, file::Column::ContentType, file::Column::StorageKey])
        .join(JoinType::InnerJoin, entitlement::Relation::OrderLine.def())
        .join(JoinType::InnerJoin, order_line::Relation::Order.def())
        .join(JoinType::InnerJoin, releases())
        .join(JoinType::InnerJoin, version::Relation::File.def())
        .filter(entitlement::Column::UserId.eq(user_id))
        .filter(entitlement::Column::RevokedAt.is_null())
        .filter(file::Column::Id.eq(file_id))
        .filter(file::Column::Status.eq(FileStatus::Ready))
        .filter(Condition::any().add(version::Column::Status.eq(VersionStatus::Ready)).add(bought))
        .order_by_asc(entitlement::Column::GrantedAt)
        .limit(1)
        .into_model::<Downloadable>()
        .one(db)
        .await?;
    Ok(found)
}

/// From an entitlement to all versions of its listing.
pub fn releases() -> sea_orm::RelationDef {
    entitlement::Entity::belongs_to(version::Entity)
        .from(entitlement::Column::AssetId)
        .to(version::Column::AssetId)
        .into()
}

pub async fn insert_download(
    db: &impl ConnectionTrait,
    entitlement_id: Uuid,
    file_id: Uuid,
    by: &crate::server::cx::Actor,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = download::ActiveModel {
        id: Set(new_id()),
        entitlement_id: Set(entitlement_id),
        file_id: Set(file_id),
        user_id: Set(by.user_id),
        ip: Set(by.ip.clone()),
        user_agent: Set(by.user_agent.clone()),
        at: Set(now),
    };
    download::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The order by which a person owns something.
pub async fn order_of(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    entitlement_id: Uuid,
) -> AppResult<Option<Uuid>> {
    let order = entitlement::Entity::find_by_id(entitlement_id)
        .select_only()
        .column(order_line::Column::OrderId)
        .join(JoinType::InnerJoin, entitlement::Relation::OrderLine.def())
        .filter(entitlement::Column::UserId.eq(user_id))
        .filter(entitlement::Column::RevokedAt.is_null())
        .into_tuple()
        .one(db)
        .await?;
    Ok(order)
}

/// Whether this was the first time.
pub async fn set_waiver(db: &impl ConnectionTrait, order_id: Uuid, now: DateTime<Utc>) -> AppResult<bool> {
    let changed = order::Entity::update_many()
        .col_expr(order::Column::WaiverAt, Expr::value(now))
        .filter(order::Column::Id.eq(order_id))
        .filter(order::Column::WaiverAt.is_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected > 0)
}
