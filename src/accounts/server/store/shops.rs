//! Shop fronts, and the handles they had before.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::people::Written;
use crate::db::dialect::{self, unique_violation_of};
use crate::db::entities::{former_handle, seller};
use crate::kit::error::AppResult;

pub async fn of(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<Option<seller::Model>> {
    Ok(seller::Entity::find_by_id(seller_id).one(db).await?)
}

/// Locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<Option<seller::Model>> {
    Ok(dialect::for_update(seller::Entity::find_by_id(seller_id)).one(tx).await?)
}

pub async fn update(
    tx: &impl ConnectionTrait,
    seller_id: Uuid,
    change: seller::ActiveModel,
) -> AppResult<Written> {
    match seller::Entity::update_many().set(change).filter(seller::Column::Id.eq(seller_id)).exec(tx).await {
        Ok(_) => Ok(Written::Done),
        Err(error) if unique_violation_of(&error, "sellers", &["handle_key"]) => Ok(Written::NameTaken),
        Err(error) => Err(error.into()),
    }
}

/// The shop that had this handle before.
pub async fn owner_of_former(db: &impl ConnectionTrait, handle_key: &str) -> AppResult<Option<Uuid>> {
    let found = former_handle::Entity::find_by_id(handle_key).one(db).await?;
    Ok(found.map(|former| former.seller_id))
}

pub async fn former_count(db: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<u64> {
    let theirs = former_handle::Entity::find().filter(former_handle::Column::SellerId.eq(seller_id));
    Ok(theirs.count(db).await?)
}

pub async fn take_back(tx: &impl ConnectionTrait, handle_key: &str) -> AppResult<()> {
    former_handle::Entity::delete_by_id(handle_key).exec(tx).await?;
    Ok(())
}

pub async fn keep_former(
    tx: &impl ConnectionTrait,
    seller_id: Uuid,
    handle_key: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = former_handle::ActiveModel {
        handle_key: Set(handle_key.to_owned()),
        seller_id: Set(seller_id),
        created_at: Set(now),
    };
    former_handle::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
