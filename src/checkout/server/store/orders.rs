//! Orders and their lines.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::order::OrderStatus;
use crate::db::entities::{asset, order, order_line, user};
use crate::kit::error::{AppError, AppResult};

/// The order a buyer placed under this key.
pub async fn by_key(db: &impl ConnectionTrait, buyer_id: Uuid, key: &str) -> AppResult<Option<order::Model>> {
    let placed = order::Entity::find()
        .filter(order::Column::BuyerId.eq(buyer_id))
        .filter(order::Column::IdempotencyKey.eq(key));
    Ok(placed.one(db).await?)
}

pub async fn insert(
    tx: &DatabaseTransaction,
    order: order::ActiveModel,
    lines: Vec<order_line::ActiveModel>,
) -> AppResult<order::Model> {
    let order = order.insert(tx).await?;
    order_line::Entity::insert_many(lines).exec_without_returning(tx).await?;
    Ok(order)
}

pub async fn update(tx: &DatabaseTransaction, change: order::ActiveModel) -> AppResult<order::Model> {
    Ok(change.update(tx).await?)
}

pub async fn lines(db: &impl ConnectionTrait, order_id: Uuid) -> AppResult<Vec<order_line::Model>> {
    let lines = order_line::Entity::find().filter(order_line::Column::OrderId.eq(order_id));
    Ok(lines.order_by_asc(order_line::Column::Position).all(db).await?)
}

/// Locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, order_id: Uuid) -> AppResult<order::Model> {
    let order = dialect::for_update(order::Entity::find_by_id(order_id)).one(tx).await?;
    order.ok_or_else(AppError::not_found)
}

/// A buyer's own; somebody else's is not found.
pub async fn of_buyer(db: &impl ConnectionTrait, buyer_id: Uuid, order_id: Uuid) -> AppResult<order::Model> {
    let mine = order::Entity::find_by_id(order_id).filter(order::Column::BuyerId.eq(buyer_id));
    mine.one(db).await?.ok_or_else(AppError::not_found)
}

/// The same, locked until the transaction ends.
pub async fn locked_of(tx: &DatabaseTransaction, buyer_id: Uuid, order_id: Uuid) -> AppResult<order::Model> {
    let mine = order::Entity::find_by_id(order_id).filter(order::Column::BuyerId.eq(buyer_id));
    dialect::for_update(mine).one(tx).await?.ok_or_else(AppError::not_found)
}

/// Orders whose time to be paid is over.
pub async fn overdue(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> AppResult<Vec<Uuid>> {
    let open = [OrderStatus::Created, OrderStatus::PaymentPending, OrderStatus::PaymentFailed];
    let overdue = order::Entity::find()
        .select_only()
        .column(order::Column::Id)
        .filter(order::Column::Status.is_in(open))
        .filter(order::Column::ExpiresAt.lte(now))
        .filter(order::Column::HeldForReviewReason.is_null())
        .order_by_asc(order::Column::ExpiresAt)
        .limit(limit)
        .into_tuple()
        .all(db)
        .await?;
    Ok(overdue)
}

/// One more sale for each listing; always in the order of their ids, so that two orders cannot wait for each other.
pub async fn count_sales(
    tx: &DatabaseTransaction,
    asset_ids: impl IntoIterator<Item = Uuid>,
) -> AppResult<()> {
    let mut ids: Vec<Uuid> = asset_ids.into_iter().collect();
    ids.sort_unstable();
    for id in ids {
        asset::Entity::update_many()
            .col_expr(asset::Column::SalesCount, Expr::col(asset::Column::SalesCount).add(1))
            .filter(asset::Column::Id.eq(id))
            .exec(tx)
            .await?;
    }
    Ok(())
}

pub async fn buyer(db: &impl ConnectionTrait, buyer_id: Uuid) -> AppResult<user::Model> {
    user::Entity::find_by_id(buyer_id).one(db).await?.ok_or_else(AppError::internal)
}
