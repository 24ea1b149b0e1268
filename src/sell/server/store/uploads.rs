//! Files on their way.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::upload::{self, UploadStatus};
use crate::kit::error::{AppError, AppResult};

pub async fn insert(tx: &DatabaseTransaction, row: upload::ActiveModel) -> AppResult<()> {
    upload::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn find(db: &impl ConnectionTrait, user_id: Uuid, id: Uuid) -> AppResult<upload::Model> {
    let own = upload::Entity::find_by_id(id).filter(upload::Column::UserId.eq(user_id));
    own.one(db).await?.ok_or_else(AppError::not_found)
}

/// The same, locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, user_id: Uuid, id: Uuid) -> AppResult<upload::Model> {
    let own = upload::Entity::find_by_id(id).filter(upload::Column::UserId.eq(user_id));
    dialect::for_update(own).one(tx).await?.ok_or_else(AppError::not_found)
}

pub async fn set_status(
    tx: &DatabaseTransaction,
    id: Uuid,
    status: UploadStatus,
    file_id: Option<Uuid>,
) -> AppResult<()> {
    let change = upload::ActiveModel { status: Set(status), file_id: Set(file_id), ..Default::default() };
    upload::Entity::update_many().set(change).filter(upload::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Uploads of a version that are still on their way.
pub async fn pending_of(db: &impl ConnectionTrait, version_id: Uuid, now: DateTime<Utc>) -> AppResult<u64> {
    let pending = upload::Entity::find()
        .filter(upload::Column::VersionId.eq(version_id))
        .filter(upload::Column::Status.eq(UploadStatus::Pending))
        .filter(upload::Column::ExpiresAt.gt(now));
    Ok(pending.count(db).await?)
}

/// Begun and not finished in time, the oldest first.
pub async fn overdue(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    limit: u64,
) -> AppResult<Vec<upload::Model>> {
    let overdue = upload::Entity::find()
        .filter(upload::Column::Status.eq(UploadStatus::Pending))
        .filter(upload::Column::ExpiresAt.lte(now));
    Ok(overdue.order_by_asc(upload::Column::ExpiresAt).limit(limit).all(db).await?)
}

/// Settled, and expired before `before`.
pub async fn long_settled(
    db: &impl ConnectionTrait,
    before: DateTime<Utc>,
    limit: u64,
) -> AppResult<Vec<upload::Model>> {
    let settled = [UploadStatus::Complete, UploadStatus::Rejected, UploadStatus::Expired];
    let old = upload::Entity::find()
        .filter(upload::Column::Status.is_in(settled))
        .filter(upload::Column::ExpiresAt.lte(before));
    Ok(old.limit(limit).all(db).await?)
}

/// Marks what nobody finished meanwhile; whether it was marked.
pub async fn expire(tx: &DatabaseTransaction, id: Uuid) -> AppResult<bool> {
    let change = upload::ActiveModel { status: Set(UploadStatus::Expired), ..Default::default() };
    let done = upload::Entity::update_many()
        .set(change)
        .filter(upload::Column::Id.eq(id))
        .filter(upload::Column::Status.eq(UploadStatus::Pending))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

pub async fn delete(tx: &DatabaseTransaction, ids: &[Uuid]) -> AppResult<()> {
    upload::Entity::delete_many().filter(upload::Column::Id.is_in(ids.iter().copied())).exec(tx).await?;
    Ok(())
}

/// Earlier tries to send a file of this name; their storage keys.
pub async fn supersede(tx: &DatabaseTransaction, version_id: Uuid, name: &str) -> AppResult<Vec<String>> {
    let earlier = upload::Entity::find()
        .filter(upload::Column::VersionId.eq(version_id))
        .filter(upload::Column::Name.eq(name))
        .filter(upload::Column::Status.eq(UploadStatus::Pending));
    let earlier = earlier.all(tx).await?;
    for upload in &earlier {
        expire(tx, upload.id).await?;
    }
    Ok(earlier.into_iter().map(|upload| upload.storage_key).collect())
}

/// Lets go of a version that is released or goes away; what is still on its way ends.
pub async fn part_from_version(tx: &DatabaseTransaction, version_id: Uuid) -> AppResult<()> {
    let ended = upload::ActiveModel { status: Set(UploadStatus::Expired), ..Default::default() };
    upload::Entity::update_many()
        .set(ended)
        .filter(upload::Column::VersionId.eq(version_id))
        .filter(upload::Column::Status.eq(UploadStatus::Pending))
        .exec(tx)
        .await?;
    let parted = upload::ActiveModel { version_id: Set(None), file_id: Set(None), ..Default::default() };
    upload::Entity::update_many()
        .set(parted)
        .filter(upload::Column::VersionId.eq(version_id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Lets go of a file that goes away: the upload's row outlives it, to clear up after a late transfer.
pub async fn part_from_file(tx: &DatabaseTransaction, file_id: Uuid) -> AppResult<()> {
    let parted = upload::ActiveModel { file_id: Set(None), ..Default::default() };
    upload::Entity::update_many().set(parted).filter(upload::Column::FileId.eq(file_id)).exec(tx).await?;
    Ok(())
}
