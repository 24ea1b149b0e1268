//! Reviews of a listing, newest first, without those that were hidden.

use chrono::DateTime;
use sea_orm::prelude::{DateTimeUtc, Uuid};
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, RelationTrait,
};

use crate::db::entities::{review, review_answer, review_hiding, review_report, review_vote, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Debug, FromQueryResult)]
pub struct ReviewRow {
    pub id: Uuid,
    pub user_id: Uuid,
    pub stars: i32,
    pub title: String,
    pub body: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub author: String,
    /// The stem of their picture.
    pub avatar: Option<String>,
    /// The seller's.
    pub answer: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    /// How many found it helpful.
    pub votes: i64,
    /// Whether the one who looks did.
    pub voted: bool,
    pub reported: bool,
}

/// What somebody said of a listing, shown or hidden.
#[derive(Debug, FromQueryResult)]
pub struct OwnReview {
    pub id: Uuid,
    pub stars: i32,
    pub title: String,
    pub body: String,
    /// Why it was hidden, while it is.
    pub hidden: Option<String>,
}

/// Nanoseconds and id of the last review of a page.
pub type ReviewMark = (i64, Uuid);

const VOTES: &str = "(SELECT COUNT(*) FROM review_votes WHERE review_id = reviews.id)";

impl ReviewRow {
    pub fn mark(&self) -> ReviewMark {
        (self.created_at.timestamp_nanos_opt().unwrap_or_default(), self.id)
    }
}

/// As they look to `viewer`, who is nil for strangers.
pub async fn rows(
    db: &impl ConnectionTrait,
    asset_id: Uuid,
    stars: Option<i32>,
    viewer: Uuid,
    after: Option<ReviewMark>,
    size: PageSize,
) -> AppResult<Vec<ReviewRow>> {
    let this = || Expr::col((review::Entity, review::Column::Id));
    let voted = Query::select()
        .expr(Expr::cust("1"))
        .from(review_vote::Entity)
        .and_where(review_vote::Column::ReviewId.into_expr().eq(this()))
        .and_where(review_vote::Column::UserId.eq(viewer))
        .to_owned();
    let reported = Query::select()
        .expr(Expr::cust("1"))
        .from(review_report::Entity)
        .and_where(review_report::Column::ReviewId.into_expr().eq(this()))
        .and_where(review_report::Column::UserId.eq(viewer))
        .to_owned();
    let mut select = review::Entity::find()
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::UserId,
            review::Column::Stars,
            review::Column::Title,
            review::Column::Body,
            review::Column::CreatedAt,
            review::Column::UpdatedAt,
        ])
        .column_as(user::Column::DisplayName, "author")
        .column(user::Column::Avatar)
        .column_as(review_answer::Column::Body, "answer")
        .column_as(review_answer::Column::CreatedAt, "answered_at")
        .expr_as(Expr::cust(VOTES), "votes")
        .expr_as(Expr::exists(voted), "voted")
        .expr_as(Expr::exists(reported), "reported")
        .join(JoinType::InnerJoin, review::Relation::User.def())
        .join(JoinType::LeftJoin, answer())
        .filter(review::Column::AssetId.eq(asset_id))
        .filter(review::Column::HiddenAt.is_null());
    if let Some(stars) = stars {
        select = select.filter(review::Column::Stars.eq(stars));
    }
    if let Some((nanos, id)) = after {
        let here = Expr::tuple([review::Column::CreatedAt.into_expr(), review::Column::Id.into_expr()]);
        let there = Expr::tuple([Expr::val(DateTime::from_timestamp_nanos(nanos)), Expr::val(id)]);
        select = select.filter(here.lt(there));
    }
    let select = select.order_by_desc(review::Column::CreatedAt).order_by_desc(review::Column::Id);
    Ok(select.limit(size.fetch()).into_model::<ReviewRow>().all(db).await?)
}

pub async fn of_person(
    db: &impl ConnectionTrait,
    asset_id: Uuid,
    user_id: Uuid,
) -> AppResult<Option<OwnReview>> {
    let own = review::Entity::find()
        .select_only()
        .columns([review::Column::Id, review::Column::Stars, review::Column::Title, review::Column::Body])
        .column_as(review_hiding::Column::Reason, "hidden")
        .join(JoinType::LeftJoin, hiding())
        .filter(review::Column::AssetId.eq(asset_id))
        .filter(review::Column::UserId.eq(user_id));
    Ok(own.into_model::<OwnReview>().one(db).await?)
}

fn answer() -> RelationDef {
    review::Entity::belongs_to(review_answer::Entity)
        .from(review::Column::Id)
        .to(review_answer::Column::ReviewId)
        .into()
}

/// The hiding that is in force.
pub fn hiding() -> RelationDef {
    let hidings: RelationDef = review::Entity::belongs_to(review_hiding::Entity)
        .from(review::Column::Id)
        .to(review_hiding::Column::ReviewId)
        .into();
    hidings.on_condition(|_, hiding| {
        Expr::col((hiding, review_hiding::Column::LiftedAt)).is_null().into_condition()
    })
}
