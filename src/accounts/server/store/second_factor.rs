//! Authenticators and recovery codes.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::passkeys;
use crate::db::entities::{authenticator, recovery_code};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub async fn authenticator(
    db: &impl ConnectionTrait,
    user_id: Uuid,
) -> AppResult<Option<authenticator::Model>> {
    let theirs = authenticator::Column::UserId.eq(user_id);
    Ok(authenticator::Entity::find().filter(theirs).one(db).await?)
}

/// Whether a password alone does not sign this person in.
pub async fn is_on(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<bool> {
    Ok(has_app(db, user_id).await? || passkeys::count(db, user_id).await? > 0)
}

async fn has_app(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<bool> {
    let theirs = authenticator::Entity::find().filter(authenticator::Column::UserId.eq(user_id));
    Ok(theirs.filter(authenticator::Column::ConfirmedAt.is_not_null()).count(db).await? > 0)
}

/// Instead of whatever was begun before.
pub async fn begin(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    sealed_secret: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let begun = authenticator::Entity::delete_many().filter(authenticator::Column::UserId.eq(user_id));
    begun.filter(authenticator::Column::ConfirmedAt.is_null()).exec(db).await?;
    let row = authenticator::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        sealed_secret: Set(sealed_secret),
        last_step: Set(0),
        confirmed_at: Set(None),
        created_at: Set(now),
    };
    authenticator::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

pub async fn confirm(db: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let change = authenticator::ActiveModel { confirmed_at: Set(Some(now)), ..Default::default() };
    authenticator::Entity::update_many()
        .set(change)
        .filter(authenticator::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether this step's code was not used before, nor a later one's; from now on it was.
pub async fn use_step(db: &impl ConnectionTrait, id: Uuid, step: i64) -> AppResult<bool> {
    let change = authenticator::ActiveModel { last_step: Set(step), ..Default::default() };
    let unused = authenticator::Column::LastStep.lt(step);
    let used = authenticator::Entity::update_many().set(change).filter(authenticator::Column::Id.eq(id));
    Ok(used.filter(unused).exec(db).await?.rows_affected == 1)
}

/// Whether there was such a code, not used before; from now on it was.
pub async fn use_recovery_code(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    code_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<bool> {
    let change = recovery_code::ActiveModel { used_at: Set(Some(now)), ..Default::default() };
    let used = recovery_code::Entity::update_many()
        .set(change)
        .filter(recovery_code::Column::UserId.eq(user_id))
        .filter(recovery_code::Column::CodeHash.eq(code_hash))
        .filter(recovery_code::Column::UsedAt.is_null());
    Ok(used.exec(db).await?.rows_affected == 1)
}

/// The codes handed out before are void.
pub async fn replace_recovery_codes(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    hashes: Vec<String>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    forget_recovery_codes(db, user_id).await?;
    let rows = hashes.into_iter().map(|code_hash| recovery_code::ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        code_hash: Set(code_hash),
        used_at: Set(None),
        created_at: Set(now),
    });
    recovery_code::Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

pub async fn recovery_codes_left(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<u64> {
    let theirs = recovery_code::Entity::find().filter(recovery_code::Column::UserId.eq(user_id));
    Ok(theirs.filter(recovery_code::Column::UsedAt.is_null()).count(db).await?)
}

/// Recovery codes stand in for what is lost; without anything to lose they go.
pub async fn forget_codes_of_nothing(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    if is_on(db, user_id).await? { Ok(()) } else { forget_recovery_codes(db, user_id).await }
}

async fn forget_recovery_codes(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    let theirs = recovery_code::Column::UserId.eq(user_id);
    recovery_code::Entity::delete_many().filter(theirs).exec(db).await?;
    Ok(())
}

/// The app is theirs no more.
pub async fn forget_app(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    let theirs = authenticator::Column::UserId.eq(user_id);
    authenticator::Entity::delete_many().filter(theirs).exec(db).await?;
    forget_codes_of_nothing(db, user_id).await
}

/// Neither app nor passkey nor code is theirs any more.
pub async fn forget(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<()> {
    passkeys::remove_all(db, user_id).await?;
    forget_app(db, user_id).await
}
