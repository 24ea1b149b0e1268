//! Categories, and how many listings are filed under each.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, category};
use crate::kit::error::AppResult;

/// In the order they stand in beside each other, as the shop shows them.
pub async fn all(db: &impl ConnectionTrait) -> AppResult<Vec<category::Model>> {
    let ordered = category::Entity::find()
        .order_by_asc(category::Column::Position)
        .order_by_asc(category::Column::Name)
        .order_by_asc(category::Column::Id);
    Ok(ordered.all(db).await?)
}

/// The same, for one who changes them: others who do wait until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction) -> AppResult<Vec<category::Model>> {
    dialect::one_at_a_time(tx, "categories").await?;
    all(tx).await
}

/// How many listings of any status each holds itself, and how many of them are for sale.
pub async fn listings(db: &impl ConnectionTrait) -> AppResult<HashMap<Uuid, (u64, u64)>> {
    let rows: Vec<(Uuid, AssetStatus, i64)> = asset::Entity::find()
        .select_only()
        .columns([asset::Column::CategoryId, asset::Column::Status])
        .column_as(asset::Column::Id.count(), "listings")
        .filter(asset::Column::CategoryId.is_not_null())
        .group_by(asset::Column::CategoryId)
        .group_by(asset::Column::Status)
        .into_tuple()
        .all(db)
        .await?;
    let mut counts: HashMap<Uuid, (u64, u64)> = HashMap::new();
    for (id, status, listings) in rows {
        let count = counts.entry(id).or_default();
        count.0 += listings.unsigned_abs();
        if status == AssetStatus::Published {
            count.1 += listings.unsigned_abs();
        }
    }
    Ok(counts)
}

/// The same of one, whatever their status.
pub async fn listings_of(tx: &DatabaseTransaction, id: Uuid) -> AppResult<u64> {
    Ok(asset::Entity::find().filter(asset::Column::CategoryId.eq(id)).count(tx).await?)
}

pub async fn insert(tx: &DatabaseTransaction, row: category::Model) -> Result<(), DbErr> {
    category::Entity::insert(row.into_active_model()).exec_without_returning(tx).await.map(|_| ())
}

/// Its words and its place; its address stays.
pub async fn update(tx: &DatabaseTransaction, row: category::Model) -> AppResult<()> {
    let change = category::ActiveModel {
        name: Set(row.name),
        description: Set(row.description),
        parent_id: Set(row.parent_id),
        position: Set(row.position),
        ..Default::default()
    };
    category::Entity::update_many().set(change).filter(category::Column::Id.eq(row.id)).exec(tx).await?;
    Ok(())
}

pub async fn put_at(tx: &DatabaseTransaction, id: Uuid, position: i32) -> AppResult<()> {
    let change = category::ActiveModel { position: Set(position), ..Default::default() };
    category::Entity::update_many().set(change).filter(category::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> Result<(), DbErr> {
    category::Entity::delete_by_id(id).exec(tx).await.map(|_| ())
}
