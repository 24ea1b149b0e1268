//! Where sellers' money goes, sealed.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

use crate::db::entities::payout_account::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;

pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Option<Model>> {
    Ok(Entity::find_by_id(user_id).one(db).await?)
}

/// In the place of the one before.
pub async fn keep(
    tx: &impl ConnectionTrait,
    user_id: Uuid,
    sealed: String,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = ActiveModel { user_id: Set(user_id), sealed: Set(sealed), updated_at: Set(now) };
    let instead =
        OnConflict::column(Column::UserId).update_columns([Column::Sealed, Column::UpdatedAt]).to_owned();
    Entity::insert(row).on_conflict(instead).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether there was one.
pub async fn forget(tx: &impl ConnectionTrait, user_id: Uuid) -> AppResult<bool> {
    Ok(Entity::delete_by_id(user_id).exec(tx).await?.rows_affected > 0)
}
