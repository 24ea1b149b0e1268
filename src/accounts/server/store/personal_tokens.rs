//! Personal access tokens.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::db::entities::personal_token::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub struct NewToken {
    pub user_id: Uuid,
    pub name: String,
    pub scopes: String,
    pub token_hash: String,
    pub expires_at: DateTime<Utc>,
}

pub async fn insert(db: &impl ConnectionTrait, token: NewToken, now: DateTime<Utc>) -> AppResult<Uuid> {
    let id = new_id();
    let row = ActiveModel {
        id: Set(id),
        user_id: Set(token.user_id),
        name: Set(token.name),
        scopes: Set(token.scopes),
        token_hash: Set(token.token_hash),
        expires_at: Set(token.expires_at),
        last_used_at: Set(None),
        created_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(db).await?;
    Ok(id)
}

/// Theirs, the newest first.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Vec<Model>> {
    let theirs = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::ExpiresAt.gt(now));
    Ok(theirs.order_by_desc(Column::CreatedAt).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> AppResult<u64> {
    let theirs = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::ExpiresAt.gt(now));
    Ok(theirs.count(db).await?)
}

pub async fn alive(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<Option<Model>> {
    let found = Entity::find().filter(Column::TokenHash.eq(token_hash)).filter(Column::ExpiresAt.gt(now));
    Ok(found.one(db).await?)
}

pub async fn used(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let change = ActiveModel { last_used_at: Set(Some(now)), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(db).await?;
    Ok(())
}

/// Whether there was such a token of theirs.
pub async fn revoke(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid) -> AppResult<bool> {
    let theirs = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::UserId.eq(user_id));
    Ok(theirs.exec(db).await?.rows_affected > 0)
}

pub async fn forget_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(db).await?;
    Ok(())
}
