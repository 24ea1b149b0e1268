//! A shop as a whole: what kinds of work it sells, how much of it was sold, and what buyers said last.

use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::db::dialect;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, review, user};

/// What a shop lists of one kind.
#[derive(Debug, FromQueryResult)]
pub struct OfKind {
    pub kind: AssetKind,
    pub listings: i64,
    pub sales: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
}

pub async fn kinds(db: &impl ConnectionTrait, seller_id: Uuid) -> Result<Vec<OfKind>, DbErr> {
    let kinds = asset::Entity::find()
        .select_only()
        .column(asset::Column::Kind)
        .column_as(asset::Column::Id.count(), "listings")
        .expr_as(dialect::sum(asset::Column::SalesCount), "sales")
        .expr_as(dialect::sum(asset::Column::RatingSum), "rating_sum")
        .expr_as(dialect::sum(asset::Column::RatingCount), "rating_count")
        .filter(asset::Column::SellerId.eq(seller_id))
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .group_by(asset::Column::Kind);
    kinds.into_model::<OfKind>().all(db).await
}

/// What somebody said of something in a shop.
#[derive(Debug, FromQueryResult)]
pub struct Said {
    pub id: Uuid,
    pub stars: i32,
    pub title: String,
    pub body: String,
    pub created_at: DateTimeUtc,
    pub user_id: Uuid,
    pub author: String,
    pub slug: String,
    pub listing: String,
}

/// The latest that may be seen, of what is for sale.
pub async fn said(db: &impl ConnectionTrait, seller_id: Uuid, most: u64) -> Result<Vec<Said>, DbErr> {
    let said = review::Entity::find()
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::Stars,
            review::Column::Title,
            review::Column::Body,
            review::Column::CreatedAt,
            review::Column::UserId,
        ])
        .column_as(user::Column::DisplayName, "author")
        .column_as(asset::Column::Slug, "slug")
        .column_as(asset::Column::Title, "listing")
        .join(JoinType::InnerJoin, review::Relation::User.def())
        .join(JoinType::InnerJoin, review::Relation::Asset.def())
        .filter(asset::Column::SellerId.eq(seller_id))
        .filter(asset::Column::Status.eq(AssetStatus::Published))
        .filter(review::Column::HiddenAt.is_null())
        .order_by_desc(review::Column::CreatedAt)
        .order_by_desc(review::Column::Id);
    said.limit(most).into_model::<Said>().all(db).await
}
