//! Changes of an address under way.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::email_change::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub struct NewChange {
    pub user_id: Uuid,
    pub email: String,
    pub email_key: String,
    pub old_token_hash: String,
    pub new_token_hash: String,
    pub expires_at: DateTime<Utc>,
}

/// Instead of the one begun before.
pub async fn replace(db: &impl ConnectionTrait, change: NewChange, now: DateTime<Utc>) -> AppResult<()> {
    forget(db, change.user_id).await?;
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(change.user_id),
        email: Set(change.email),
        email_key: Set(change.email_key),
        old_token_hash: Set(change.old_token_hash),
        new_token_hash: Set(change.new_token_hash),
        old_confirmed_at: Set(None),
        new_confirmed_at: Set(None),
        expires_at: Set(change.expires_at),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The one of this person that is not too old.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Option<Model>> {
    let theirs = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::ExpiresAt.gt(now));
    Ok(theirs.one(db).await?)
}

/// The one that either link belongs to, locked until the transaction ends.
pub async fn open(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<Option<Model>> {
    let either =
        Condition::any().add(Column::OldTokenHash.eq(token_hash)).add(Column::NewTokenHash.eq(token_hash));
    let alive = Entity::find().filter(either).filter(Column::ExpiresAt.gt(now));
    Ok(dialect::for_update(alive).one(db).await?)
}

/// Notes that one side agreed.
pub async fn agree(
    db: &impl ConnectionTrait,
    change: &Model,
    old: bool,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let agreed = if old {
        ActiveModel { old_confirmed_at: Set(Some(now)), ..Default::default() }
    } else {
        ActiveModel { new_confirmed_at: Set(Some(now)), ..Default::default() }
    };
    Entity::update_many().set(agreed).filter(Column::Id.eq(change.id)).exec(db).await?;
    Ok(())
}

pub async fn forget(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    Entity::delete_many().filter(Column::UserId.eq(user_id)).exec(db).await?;
    Ok(())
}

pub async fn forget_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(db).await?;
    Ok(())
}
