//! Links sent by mail, by the hash of their token.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::email_token::{ActiveModel, Column, EmailPurpose, Entity, Model};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub struct NewLink {
    pub user_id: Uuid,
    pub purpose: EmailPurpose,
    pub email_key: String,
    pub token_hash: String,
    pub expires_at: DateTime<Utc>,
}

/// Writes the link; those sent before for the same purpose are void from now on.
pub async fn replace(db: &impl ConnectionTrait, link: NewLink, now: DateTime<Utc>) -> AppResult<()> {
    void(db, link.user_id, link.purpose).await?;
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(link.user_id),
        purpose: Set(link.purpose),
        email_key: Set(link.email_key),
        token_hash: Set(link.token_hash),
        expires_at: Set(link.expires_at),
        created_at: Set(now),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

async fn void(db: &impl ConnectionTrait, user_id: Uuid, purpose: EmailPurpose) -> AppResult<()> {
    let theirs = Entity::delete_many().filter(Column::UserId.eq(user_id)).filter(Column::Purpose.eq(purpose));
    theirs.filter(Column::UsedAt.is_null()).exec(db).await?;
    Ok(())
}

/// A link that still works.
pub async fn open(
    db: &impl ConnectionTrait,
    purpose: EmailPurpose,
    token_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<Option<Model>> {
    let link = Entity::find().filter(Column::TokenHash.eq(token_hash)).filter(Column::Purpose.eq(purpose));
    let alive = link.filter(Column::UsedAt.is_null()).filter(Column::ExpiresAt.gt(now));
    Ok(dialect::for_update(alive).one(db).await?)
}

/// Whether a link of this kind was sent to them that still works.
pub async fn has_open(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    purpose: EmailPurpose,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let theirs = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::Purpose.eq(purpose));
    let alive = theirs.filter(Column::UsedAt.is_null()).filter(Column::ExpiresAt.gt(now));
    Ok(alive.count(db).await? > 0)
}

pub async fn use_up(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let used = ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    Entity::update_many().set(used).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

pub async fn forget_expired(db: &impl ConnectionTrait, then: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(then)).exec(db).await?;
    Ok(())
}
