//! What staff put forward, in the order visitors see it.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, pick, user};
use crate::kit::error::AppResult;

#[derive(Clone, Debug, FromQueryResult)]
pub struct PickRow {
    pub id: Uuid,
    pub reason: String,
    pub created_at: DateTime<Utc>,
    pub slug: String,
    pub title: String,
    pub status: AssetStatus,
    /// Who picked it.
    pub picked_by: String,
}

/// All of them; there are never many.
pub async fn rows(db: &impl ConnectionTrait) -> AppResult<Vec<PickRow>> {
    let rows = pick::Entity::find()
        .select_only()
        .columns([pick::Column::Id, pick::Column::Reason, pick::Column::CreatedAt])
        .columns([asset::Column::Slug, asset::Column::Title, asset::Column::Status])
        .column_as(user::Column::DisplayName, "picked_by")
        .join(JoinType::InnerJoin, pick::Relation::Asset.def())
        .join(JoinType::InnerJoin, pick::Relation::User.def())
        .order_by_asc(pick::Column::Position)
        .order_by_asc(pick::Column::Id);
    Ok(rows.into_model::<PickRow>().all(db).await?)
}

/// The picks in their order, for one who changes them: others who do wait until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction) -> AppResult<Vec<pick::Model>> {
    dialect::one_at_a_time(tx, "picks").await?;
    let ordered = pick::Entity::find().order_by_asc(pick::Column::Position).order_by_asc(pick::Column::Id);
    Ok(ordered.all(tx).await?)
}

pub async fn insert(tx: &DatabaseTransaction, row: pick::Model) -> Result<(), DbErr> {
    pick::Entity::insert(row.into_active_model()).exec_without_returning(tx).await.map(|_| ())
}

pub async fn describe(tx: &DatabaseTransaction, id: Uuid, reason: String) -> AppResult<()> {
    let change = pick::ActiveModel { reason: Set(reason), ..Default::default() };
    pick::Entity::update_many().set(change).filter(pick::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn put_at(tx: &DatabaseTransaction, id: Uuid, position: i32) -> AppResult<()> {
    let change = pick::ActiveModel { position: Set(position), ..Default::default() };
    pick::Entity::update_many().set(change).filter(pick::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> AppResult<()> {
    pick::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

pub async fn title(tx: &DatabaseTransaction, asset_id: Uuid) -> AppResult<String> {
    let found = asset::Entity::find_by_id(asset_id).one(tx).await?;
    Ok(found.map(|listing| listing.title).unwrap_or_default())
}
