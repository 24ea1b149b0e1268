//! Attempts to pay.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::dialect;
use crate::db::entities::{order, payment};
use crate::kit::error::{AppError, AppResult};

pub async fn insert(tx: &DatabaseTransaction, row: payment::ActiveModel) -> AppResult<payment::Model> {
    Ok(row.insert(tx).await?)
}

pub async fn update(tx: &DatabaseTransaction, change: payment::ActiveModel) -> AppResult<payment::Model> {
    Ok(change.update(tx).await?)
}

pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> AppResult<payment::Model> {
    payment::Entity::find_by_id(id).one(db).await?.ok_or_else(AppError::not_found)
}

/// Locked until the transaction ends.
pub async fn locked(tx: &DatabaseTransaction, id: Uuid) -> AppResult<payment::Model> {
    dialect::for_update(payment::Entity::find_by_id(id)).one(tx).await?.ok_or_else(AppError::not_found)
}

/// All attempts at an order, the newest first.
pub async fn of_order(db: &impl ConnectionTrait, order_id: Uuid) -> AppResult<Vec<payment::Model>> {
    let attempts = payment::Entity::find().filter(payment::Column::OrderId.eq(order_id));
    let newest_first = attempts.order_by_desc(payment::Column::CreatedAt).order_by_desc(payment::Column::Id);
    Ok(newest_first.all(db).await?)
}

/// The same, of this buyer's order; none of somebody else's.
pub async fn of_buyer(
    db: &impl ConnectionTrait,
    buyer_id: Uuid,
    order_id: Uuid,
) -> AppResult<Vec<payment::Model>> {
    let attempts = payment::Entity::find()
        .join(JoinType::InnerJoin, payment::Relation::Order.def())
        .filter(payment::Column::OrderId.eq(order_id))
        .filter(order::Column::BuyerId.eq(buyer_id))
        .order_by_desc(payment::Column::CreatedAt)
        .order_by_desc(payment::Column::Id);
    Ok(attempts.all(db).await?)
}

pub async fn by_reference(
    db: &impl ConnectionTrait,
    provider: &str,
    reference: &str,
) -> AppResult<Option<payment::Model>> {
    let found = payment::Entity::find()
        .filter(payment::Column::Provider.eq(provider))
        .filter(payment::Column::ProviderRef.eq(reference));
    Ok(found.one(db).await?)
}
