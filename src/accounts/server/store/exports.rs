//! Copies of people's data: which is being made, which is there.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::data_export::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;

pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Option<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(user_id)).one(db).await?)
}

pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<Model>> {
    Ok(Entity::find_by_id(id).one(db).await?)
}

/// Locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<Model>> {
    Ok(dialect::for_update(Entity::find_by_id(id)).one(tx).await?)
}

pub async fn insert(tx: &impl ConnectionTrait, row: ActiveModel) -> AppResult<()> {
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn ready(
    tx: &impl ConnectionTrait,
    id: Uuid,
    size_bytes: i64,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = ActiveModel {
        size_bytes: Set(Some(size_bytes)),
        ready_at: Set(Some(now)),
        expires_at: Set(expires_at),
        ..Default::default()
    };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn forget(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<()> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

pub async fn expired(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> AppResult<Vec<Model>> {
    Ok(Entity::find().filter(Column::ExpiresAt.lte(now)).limit(limit).all(db).await?)
}
