//! Refresh tokens, by their hash and by the sign-in they come from.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::refresh_token::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// A token that was not used, of a sign-in that may be new.
pub struct NewToken {
    pub user_id: Uuid,
    pub family_id: Uuid,
    pub token_hash: String,
    pub expires_at: DateTime<Utc>,
}

pub async fn insert(db: &impl ConnectionTrait, token: NewToken, now: DateTime<Utc>) -> AppResult<()> {
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(token.user_id),
        family_id: Set(token.family_id),
        token_hash: Set(token.token_hash),
        expires_at: Set(token.expires_at),
        created_at: Set(now),
        ..Default::default()
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Held until the transaction ends: of two that bring the same token, one is the second.
pub async fn locked(db: &impl ConnectionTrait, token_hash: &str) -> AppResult<Option<Model>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash));
    Ok(dialect::for_update(found).one(db).await?)
}

pub async fn use_up(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let used = ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    Entity::update_many().set(used).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

pub async fn revoke_family(db: &impl ConnectionTrait, family_id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let revoked = ActiveModel { revoked_at: Set(Some(now)), ..Default::default() };
    let alive = Entity::update_many().set(revoked).filter(Column::FamilyId.eq(family_id));
    alive.filter(Column::RevokedAt.is_null()).exec(db).await?;
    Ok(())
}

pub async fn forget_expired(db: &impl ConnectionTrait, then: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(then)).exec(db).await?;
    Ok(())
}
