//! Reviews of a listing, newest first, without those that were hidden.

use chrono::DateTime;
use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait,
};

use crate::db::entities::{review, user};
use crate::kit::paging::PageSize;

#[derive(Debug, FromQueryResult)]
pub struct ReviewRow {
    pub id: Uuid,
    pub stars: i32,
    pub title: String,
    pub body: String,
    pub created_at: DateTimeUtc,
    pub author: String,
    /// The stem of their picture.
    pub avatar: Option<String>,
}

/// Nanoseconds and id of the last review of a page.
pub type ReviewMark = (i64, Uuid);

impl ReviewRow {
    pub fn mark(&self) -> ReviewMark {
        (self.created_at.timestamp_nanos_opt().unwrap_or_default(), self.id)
    }
}

pub async fn rows(
    db: &impl ConnectionTrait,
    asset_id: Uuid,
    after: Option<ReviewMark>,
    size: PageSize,
) -> Result<Vec<ReviewRow>, DbErr> {
    let mut select = review::Entity::find()
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::Stars,
            review::Column::Title,
            review::Column::Body,
            review::Column::CreatedAt,
        ])
        .column_as(user::Column::DisplayName, "author")
        .column(user::Column::Avatar)
        .join(JoinType::InnerJoin, review::Relation::User.def())
        .filter(review::Column::AssetId.eq(asset_id))
        .filter(review::Column::HiddenAt.is_null());
    if let Some((nanos, id)) = after {
        let here = Expr::tuple([review::Column::CreatedAt.into_expr(), review::Column::Id.into_expr()]);
        let there = Expr::tuple([Expr::val(DateTime::from_timestamp_nanos(nanos)), Expr::val(id)]);
        select = select.filter(here.lt(there));
    }
    select
        .order_by_desc(review::Column::CreatedAt)
        .order_by_desc(review::Column::Id)
        .limit(size.fetch())
        .into_model::<ReviewRow>()
        .all(db)
        .await
}
