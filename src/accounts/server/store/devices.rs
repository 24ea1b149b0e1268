//! Browsers people signed in with before.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::db::entities::known_device::{ActiveModel, Column, Entity};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// The hashes of the devices this person used.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Vec<String>> {
    let theirs = Entity::find().select_only().column(Column::DeviceHash).filter(Column::UserId.eq(user_id));
    Ok(theirs.into_tuple().all(db).await?)
}

pub async fn seen(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    device_hash: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        device_hash: Set(device_hash),
        last_seen_at: Set(now),
        created_at: Set(now),
    };
    let again = OnConflict::columns([Column::UserId, Column::DeviceHash])
        .update_column(Column::LastSeenAt)
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}

pub async fn forget_before(db: &impl ConnectionTrait, then: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::LastSeenAt.lt(then)).exec(db).await?;
    Ok(())
}
