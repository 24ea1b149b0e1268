//! Which mails people chose.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::accounts::rules::notification::Notification;
use crate::db::entities::notification_setting::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;

pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Vec<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(user_id)).all(db).await?)
}

/// Of those among these people who chose.
pub async fn choices(
    db: &impl ConnectionTrait,
    people: &[Uuid],
    kind: Notification,
) -> AppResult<Vec<(Uuid, bool)>> {
    let chosen = Entity::find().select_only().columns([Column::UserId, Column::Wanted]);
    let chosen =
        chosen.filter(Column::UserId.is_in(people.iter().copied())).filter(Column::Kind.eq(kind.code()));
    Ok(chosen.into_tuple().all(db).await?)
}

pub async fn choose(
    db: &impl ConnectionTrait,
    user_id: Uuid,
    kind: Notification,
    wanted: bool,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let row = ActiveModel {
        id: Set(new_id()),
        user_id: Set(user_id),
        kind: Set(kind.code().to_owned()),
        wanted: Set(wanted),
        updated_at: Set(now),
    };
    let again = OnConflict::columns([Column::UserId, Column::Kind])
        .update_columns([Column::Wanted, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(db).await?;
    Ok(())
}
