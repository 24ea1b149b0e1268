//! Passkeys, and whose they are.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::accounts::server::passkeys::NewPasskey;
use crate::db::dialect::unique_violation_of;
use crate::db::entities::passkey;
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// The oldest first.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Vec<passkey::Model>> {
    let theirs = passkey::Entity::find().filter(passkey::Column::UserId.eq(user_id));
    Ok(theirs.order_by_asc(passkey::Column::Id).all(db).await?)
}

pub async fn count(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    Ok(passkey::Entity::find().filter(passkey::Column::UserId.eq(user_id)).count(db).await?)
}

pub async fn by_credential(
    db: &impl ConnectionTrait,
    credential_id: &str,
) -> AppResult<Option<passkey::Model>> {
    let called = passkey::Column::CredentialId.eq(credential_id);
    Ok(passkey::Entity::find().filter(called).one(db).await?)
}

/// Whether it was a new one.
pub async fn insert(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    name: String,
    new: NewPasskey,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let row = passkey::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        name: Set(name),
        credential_id: Set(new.credential_id),
        public_key: Set(new.public_key),
        state: Set(new.state),
        last_used_at: Set(None),
        created_at: Set(now),
    };
    match passkey::Entity::insert(row).exec_without_returning(db).await {
        Ok(_) => Ok(true),
        Err(error) if unique_violation_of(&error, "passkeys", &["credential_id"]) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Notes its use; whether it still was as it was read, so that one counter value is good once.
pub async fn used(
    db: &impl ConnectionTrait,
    passkey: &passkey::Model,
    state: String,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let change =
        passkey::ActiveModel { state: Set(state), last_used_at: Set(Some(now)), ..Default::default() };
    let as_read = passkey::Entity::update_many()
        .set(change)
        .filter(passkey::Column::Id.eq(passkey.id))
        .filter(passkey::Column::State.eq(&passkey.state));
    Ok(as_read.exec(db).await?.rows_affected == 1)
}

/// Whether there was such a one of this person.
pub async fn remove(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid) -> AppResult<bool> {
    let mine = passkey::Entity::delete_many()
        .filter(passkey::Column::Id.eq(id))
        .filter(passkey::Column::UserId.eq(user_id));
    Ok(mine.exec(db).await?.rows_affected > 0)
}

pub async fn remove_all(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    passkey::Entity::delete_many().filter(passkey::Column::UserId.eq(user_id)).exec(db).await?;
    Ok(())
}
