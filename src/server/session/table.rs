//! Sessions in the database.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use uuid::Uuid;

use super::hashed;
use super::sessions::{Begun, MOST_LISTED, Told};
use crate::db::dialect;
use crate::db::entities::session::{self, Column, Entity};
use crate::kit::error::AppResult;

pub async fn create(db: &DatabaseConnection, record: &Record) -> Result<()> {
    Entity::insert(row(record)?).exec_without_returning(db).await.map_err(backend)?;
    Ok(())
}

/// Never brings back a session that was ended meanwhile.
pub async fn save(db: &DatabaseConnection, record: &Record) -> Result<()> {
    let change = session::ActiveModel { id: NotSet, created_at: NotSet, ..row(record)? };
    let mine = Column::Id.eq(hashed(&record.id));
    match Entity::update_many().set(change).filter(mine).exec(db).await {
        // What was to be kept is at most when the session was last used: pages can still be read.
        Err(error) if dialect::takes_no_writes(&error) => {
            tracing::warn!(%error, "session not kept");
            Ok(())
        }
        saved => saved.map(drop).map_err(backend),
    }
}

pub async fn load(db: &DatabaseConnection, id: &Id) -> Result<Option<Record>> {
    let found = Entity::find_by_id(hashed(id)).one(db).await.map_err(backend)?;
    let Some(found) = found.filter(|row| row.expires_at > Utc::now()) else { return Ok(None) };
    let data = serde_json::from_value(found.data).map_err(|error| Error::Decode(error.to_string()))?;
    let expiry_date = OffsetDateTime::from_unix_timestamp(found.expires_at.timestamp())
        .map_err(|error| Error::Decode(error.to_string()))?;
    Ok(Some(Record { id: *id, data, expiry_date }))
}

pub async fn delete(db: &DatabaseConnection, id: &Id) -> Result<()> {
    Entity::delete_by_id(hashed(id)).exec(db).await.map_err(backend)?;
    Ok(())
}

pub async fn of(db: &impl ConnectionTrait, user_id: Uuid, now: DateTime<Utc>) -> AppResult<Vec<Begun>> {
    let alive = Entity::find().filter(Column::UserId.eq(user_id)).filter(Column::ExpiresAt.gt(now));
    let rows = alive.order_by_desc(Column::LastSeenAt).limit(MOST_LISTED as u64).all(db).await?;
    let begun = |row: session::Model| Begun {
        key: row.id,
        ip: row.ip,
        user_agent: row.user_agent,
        last_seen_at: row.last_seen_at,
    };
    Ok(rows.into_iter().map(begun).collect())
}

pub async fn end(db: &impl ConnectionTrait, user_id: Uuid, key: &str) -> AppResult<bool> {
    let theirs = Entity::delete_many().filter(Column::Id.eq(key)).filter(Column::UserId.eq(user_id));
    Ok(theirs.exec(db).await?.rows_affected > 0)
}

pub async fn end_all(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    Entity::delete_many().filter(Column::UserId.eq(user_id)).exec(db).await?;
    Ok(())
}

pub async fn forget_expired(db: &impl ConnectionTrait, now: DateTime<Utc>) -> AppResult<()> {
    Entity::delete_many().filter(Column::ExpiresAt.lt(now)).exec(db).await?;
    Ok(())
}

pub async fn forget(db: &impl ConnectionTrait) -> std::result::Result<(), DbErr> {
    Entity::delete_many().exec(db).await?;
    Ok(())
}

fn row(record: &Record) -> Result<session::ActiveModel> {
    let now = Utc::now();
    let Told { user_id, ip, user_agent } = Told::of(record);
    let expires_at = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0).unwrap_or(now);
    let data = serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok(session::ActiveModel {
        id: Set(hashed(&record.id)),
        user_id: Set(user_id),
        data: Set(data),
        ip: Set(ip),
        user_agent: Set(user_agent),
        expires_at: Set(expires_at),
        last_seen_at: Set(now),
        created_at: Set(now),
    })
}

fn backend(error: DbErr) -> Error {
    Error::Backend(error.to_string())
}
