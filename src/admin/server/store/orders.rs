//! Orders as staff see them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};
use uuid::Uuid;

use super::{Moment, before};
use crate::db::entities::order::OrderStatus;
use crate::db::entities::{order, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Clone, Debug, FromQueryResult)]
pub struct OrderRow {
    pub id: Uuid,
    pub number: Option<String>,
    pub status: OrderStatus,
    pub total_minor: i64,
    pub currency: String,
    pub held_for_review_reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    pub buyer_id: Uuid,
    pub buyer_username: String,
    pub buyer_email: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderFilter {
    Status(OrderStatus),
    Held,
}

/// The newest first, one more than the page holds.
pub async fn orders(
    db: &impl ConnectionTrait,
    filter: Option<OrderFilter>,
    after: Option<Moment>,
    size: PageSize,
) -> AppResult<Vec<OrderRow>> {
    let mut query = order::Entity::find()
        .select_only()
        .columns([
            order::Column::Id,
            order::Column::Number,
            order::Column::Status,
            order::Column::TotalMinor,
            order::Column::Currency,
            order::Column::HeldForReviewReason,
            order::Column::CreatedAt,
            order::Column::PaidAt,
            order::Column::BuyerId,
        ])
        .column_as(user::Column::Username, "buyer_username")
        .column_as(user::Column::Email, "buyer_email")
        .join(JoinType::InnerJoin, order::Relation::User.def());
    query = match filter {
        Some(OrderFilter::Status(status)) => query.filter(order::Column::Status.eq(status)),
        Some(OrderFilter::Held) => query.filter(order::Column::HeldForReviewReason.is_not_null()),
        None => query,
    };
    if let Some(moment) = after {
        query = query.filter(before(order::Column::CreatedAt, order::Column::Id, moment));
    }
    let query = query.order_by_desc(order::Column::CreatedAt).order_by_desc(order::Column::Id);
    Ok(query.limit(size.fetch()).into_model::<OrderRow>().all(db).await?)
}
