//! Listings that somebody asks the moderators to look at.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use uuid::Uuid;

use crate::db::entities::asset::AssetStatus;
use crate::db::entities::{asset, asset_report};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

/// A listing that people other than its seller can see.
pub async fn on_show(db: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<asset::Model>> {
    let shown = [AssetStatus::Published, AssetStatus::Unpublished];
    Ok(asset::Entity::find_by_id(id).filter(asset::Column::Status.is_in(shown)).one(db).await?)
}

pub async fn is_reported_by(db: &impl ConnectionTrait, asset_id: Uuid, user_id: Uuid) -> AppResult<bool> {
    let theirs = asset_report::Entity::find()
        .filter(asset_report::Column::AssetId.eq(asset_id))
        .filter(asset_report::Column::UserId.eq(user_id));
    Ok(theirs.count(db).await? > 0)
}

pub async fn report(
    tx: &DatabaseTransaction,
    asset_id: Uuid,
    user_id: Uuid,
    reason: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = asset_report::ActiveModel {
        id: Set(new_id()),
        asset_id: Set(asset_id),
        user_id: Set(user_id),
        reason: Set(reason),
        settled_at: Set(None),
        created_at: Set(now),
    };
    asset_report::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
