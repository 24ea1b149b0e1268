//! Searches people keep, and until when they were looked through.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::asset;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::saved_search::{ActiveModel, Column, Entity, Model};
use crate::kit::error::AppResult;

/// The newest first.
pub async fn of(db: &impl ConnectionTrait, user_id: Uuid) -> AppResult<Vec<Model>> {
    Ok(Entity::find().filter(Column::UserId.eq(user_id)).order_by_desc(Column::Id).all(db).await?)
}

pub async fn own(tx: &DatabaseTransaction, id: Uuid, user_id: Uuid) -> AppResult<Option<Model>> {
    let own = Entity::find().filter(Column::Id.eq(id)).filter(Column::UserId.eq(user_id));
    Ok(dialect::for_update(own).one(tx).await?)
}

pub async fn insert(tx: &DatabaseTransaction, row: Model) -> AppResult<()> {
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn rename(tx: &DatabaseTransaction, id: Uuid, name: String) -> AppResult<()> {
    let change = ActiveModel { name: Set(name), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// From `now` on.
pub async fn set_notify(
    tx: &DatabaseTransaction,
    id: Uuid,
    notify: bool,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = ActiveModel { notify: Set(notify), looked_at: Set(now), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn delete(tx: &DatabaseTransaction, id: Uuid, user_id: Uuid) -> AppResult<()> {
    let own = Entity::delete_many().filter(Column::Id.eq(id)).filter(Column::UserId.eq(user_id));
    own.exec(tx).await?;
    Ok(())
}

/// When something on the shelves was last published for the first time, up to `until`.
pub async fn newest_publication(
    db: &impl ConnectionTrait,
    until: DateTime<Utc>,
) -> AppResult<Option<DateTime<Utc>>> {
    let newest = asset::Entity::find()
        .select_only()
        .column(asset::Column::PublishedAt)
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .filter(asset::Column::PublishedAt.lte(until))
        .order_by_desc(asset::Column::PublishedAt)
        .limit(1);
    Ok(newest.into_tuple::<DateTime<Utc>>().one(db).await?)
}

/// Searches whose owners want to hear of them, in the order of their ids: those not looked through since `newest`, and
/// not told of since `told_before`.
pub async fn due(
    db: &impl ConnectionTrait,
    newest: DateTime<Utc>,
    told_before: DateTime<Utc>,
    after: Option<Uuid>,
    most: u64,
) -> AppResult<Vec<Model>> {
    let untold = Condition::any().add(Column::ToldAt.is_null()).add(Column::ToldAt.lte(told_before));
    let mut due =
        Entity::find().filter(Column::Notify.eq(true)).filter(Column::LookedAt.lt(newest)).filter(untold);
    if let Some(after) = after {
        due = due.filter(Column::Id.gt(after));
    }
    Ok(due.order_by_asc(Column::Id).limit(most).all(db).await?)
}

pub async fn locked(tx: &DatabaseTransaction, ids: &[Uuid]) -> AppResult<Vec<Model>> {
    let these = Entity::find().filter(Column::Id.is_in(ids.iter().copied())).order_by_asc(Column::Id);
    Ok(dialect::for_update(these).all(tx).await?)
}

/// When these were published, without those that this person sells.
pub async fn published(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    user_id: Uuid,
) -> AppResult<Vec<(Uuid, DateTime<Utc>)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let dates = asset::Entity::find()
        .select_only()
        .columns([asset::Column::Id, asset::Column::PublishedAt])
        .filter(asset::Column::Id.is_in(ids.iter().copied()))
        .filter(asset::Column::PublishedAt.is_not_null())
        .filter(asset::Column::SellerId.ne(user_id));
    Ok(dates.into_tuple().all(db).await?)
}

/// Their owner was written to.
pub async fn told(
    tx: &DatabaseTransaction,
    id: Uuid,
    looked_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let change = ActiveModel { looked_at: Set(looked_at), told_at: Set(Some(now)), ..Default::default() };
    Entity::update_many().set(change).filter(Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// There was nothing in them to write about.
pub async fn looked(tx: &DatabaseTransaction, ids: &[Uuid], looked_at: DateTime<Utc>) -> AppResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::LookedAt, Expr::value(looked_at))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
