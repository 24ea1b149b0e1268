//! Links by which people without a password prove to be themselves.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::db::entities::confirmation::{ActiveModel, Column, Entity};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// The one before is void.
pub async fn replace(
    tx: &impl ConnectionTrait,
    user_id: Uuid,
    token_hash: String,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    forget(tx, user_id).await?;
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        token_hash: Set(token_hash),
        expires_at: Set(expires_at),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn is_open(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    token_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let theirs = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::TokenHash.eq(token_hash));
    Ok(theirs.filter(Column::ExpiresAt.gt(now)).count(db).await? > 0)
}

pub async fn forget(tx: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    Entity::delete_many().filter(Column::UserId.eq(user_id)).exec(tx).await?;
    Ok(())
}

pub async fn forget_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(db).await?;
    Ok(())
}
