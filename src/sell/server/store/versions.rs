//! Versions of a listing and their files.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::file::FileStatus;
use crate::db::entities::version::VersionStatus;
use crate::db::entities::{asset, file, version};
use crate::kit::error::{AppError, AppResult};

/// The latest first.
pub async fn of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Vec<version::Model>> {
    let all = version::Entity::find().filter(version::Column::AssetId.eq(asset_id));
    Ok(all.order_by_desc(version::Column::CreatedAt).order_by_desc(version::Column::Id).all(db).await?)
}

pub async fn draft_of(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Option<version::Model>> {
    let draft = version::Entity::find()
        .filter(version::Column::AssetId.eq(asset_id))
        .filter(version::Column::Status.eq(VersionStatus::Draft));
    Ok(draft.one(db).await?)
}

/// A version and its listing, if they are this seller's.
pub async fn owned(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    version_id: Uuid,
) -> AppResult<(version::Model, asset::Model)> {
    let found = version::Entity::find_by_id(version_id)
        .find_also_related(asset::Entity)
        .filter(asset::Column::SellerId.eq(seller_id))
        .one(db)
        .await?;
    match found {
        Some((version, Some(asset))) => Ok((version, asset)),
        _ => Err(AppError::not_found()),
    }
}

/// The version, locked until the transaction ends, while it is a draft.
pub async fn locked_draft(tx: &DatabaseTransaction, version_id: Uuid) -> AppResult<Option<version::Model>> {
    let draft =
        version::Entity::find_by_id(version_id).filter(version::Column::Status.eq(VersionStatus::Draft));
    Ok(dialect::for_update(draft).one(tx).await?)
}

pub async fn insert(
    tx: &DatabaseTransaction,
    id: Uuid,
    asset_id: Uuid,
    number: &str,
    notes: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = version::ActiveModel {
        id: Set(id),
        asset_id: Set(asset_id),
        number: Set(number.to_owned()),
        notes: Set(notes.to_owned()),
        status: Set(VersionStatus::Draft),
        created_at: Set(now),
        ..Default::default()
    };
    version::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn describe(tx: &DatabaseTransaction, id: Uuid, number: &str, notes: &str) -> AppResult<()> {
    let change = version::ActiveModel {
        number: Set(number.to_owned()),
        notes: Set(notes.to_owned()),
        ..Default::default()
    };
    version::Entity::update_many().set(change).filter(version::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// From here on its number, hash and files are frozen.
pub async fn release(
    tx: &DatabaseTransaction,
    id: Uuid,
    content_hash: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = version::ActiveModel {
        status: Set(VersionStatus::Ready),
        content_hash: Set(Some(content_hash.to_owned())),
        released_at: Set(Some(now)),
        ..Default::default()
    };
    version::Entity::update_many().set(change).filter(version::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// With its files.
pub async fn delete(tx: &DatabaseTransaction, id: Uuid) -> AppResult<()> {
    version::Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

pub async fn files(db: &impl ConnectionTrait, version_ids: &[Uuid]) -> AppResult<Vec<file::Model>> {
    let all = file::Entity::find().filter(file::Column::VersionId.is_in(version_ids.iter().copied()));
    Ok(all.order_by_asc(file::Column::Position).order_by_asc(file::Column::Id).all(db).await?)
}

/// Every file of every version of a listing.
pub async fn files_of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Vec<file::Model>> {
    let all = file::Entity::find().inner_join(version::Entity);
    Ok(all.filter(version::Column::AssetId.eq(asset_id)).all(db).await?)
}

pub async fn insert_file(tx: &DatabaseTransaction, row: file::ActiveModel) -> AppResult<()> {
    file::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// A file of one of this seller's drafts, with its listing's id.
pub async fn owned_file(
    db: &impl ConnectionTrait,
    seller_id: Uuid,
    file_id: Uuid,
) -> AppResult<(file::Model, version::Model)> {
    let found = file::Entity::find_by_id(file_id).find_also_related(version::Entity).one(db).await?;
    let Some((file, Some(version))) = found else { return Err(AppError::not_found()) };
    owned(db, seller_id, version.id).await?;
    Ok((file, version))
}

pub async fn delete_file(tx: &DatabaseTransaction, file_id: Uuid) -> AppResult<()> {
    file::Entity::delete_by_id(file_id).exec(tx).await?;
    Ok(())
}

pub async fn delete_rejected(tx: &DatabaseTransaction, version_id: Uuid) -> AppResult<()> {
    file::Entity::delete_many()
        .filter(file::Column::VersionId.eq(version_id))
        .filter(file::Column::Status.eq(FileStatus::Rejected))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn file(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<file::Model>> {
    Ok(file::Entity::find_by_id(id).one(db).await?)
}
