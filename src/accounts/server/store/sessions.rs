//! Browsers somebody is signed in with.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::db::entities::session::{Column, Entity, Model};
use crate::kit::error::AppResult;

/// The latest fifty, the last used first.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Vec<Model>> {
    let alive = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::ExpiresAt.gt(now));
    Ok(alive.order_by_desc(Column::LastSeenAt).limit(50).all(db).await?)
}

/// Whether there was such a session of theirs.
pub async fn end(db: &impl ConnectionTrait, user_id: Uuid, id: &str) -> AppResult<bool> {
    let theirs = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::UserId.eq(user_id));
    Ok(theirs.exec(db).await?.rows_affected > 0)
}

pub async fn forget_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(db).await?;
    Ok(())
}
