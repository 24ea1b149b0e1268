//! Reviews as staff see them, and what is hidden.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, Query};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult,
    IntoActiveModel, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, RelationTrait,
};
use uuid::Uuid;

use super::{Moment, before, containing};
use crate::db::dialect;
use crate::db::entities::{asset, review, review_hiding, review_report, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Clone, Debug, FromQueryResult)]
pub struct ReviewRow {
    pub id: Uuid,
    pub stars: i32,
    pub title: String,
    pub body: String,
    pub created_at: DateTime<Utc>,
    pub author: String,
    pub asset_slug: String,
    pub asset_title: String,
    /// Why it was hidden, while it is.
    pub hidden: Option<String>,
    /// JSON: the first reasons of open reports.
    pub reports: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewFilter {
    Reported,
    Hidden,
}

/// Nobody reads more than this of one review.
const REASONS: &str = "(SELECT reason, created_at FROM review_reports
    WHERE review_id = reviews.id AND settled_at IS NULL ORDER BY created_at, id LIMIT 5) AS told";

/// The newest first, one more than the page holds.
pub async fn reviews(
    db: &impl ConnectionTrait,
    search: Option<&str>,
    filter: Option<ReviewFilter>,
    after: Option<Moment>,
    size: PageSize,
) -> AppResult<Vec<ReviewRow>> {
    let reasons = dialect::json_rows(db.get_database_backend(), &[], &["reason"], REASONS, "created_at");
    let mut query = review::Entity::find()
        .select_only()
        .columns([
            review::Column::Id,
            review::Column::Stars,
            review::Column::Title,
            review::Column::Body,
            review::Column::CreatedAt,
        ])
        .column_as(user::Column::DisplayName, "author")
        .column_as(asset::Column::Slug, "asset_slug")
        .column_as(asset::Column::Title, "asset_title")
        .column_as(review_hiding::Column::Reason, "hidden")
        .expr_as(reasons, "reports")
        .join(JoinType::InnerJoin, review::Relation::User.def())
        .join(JoinType::InnerJoin, review::Relation::Asset.def())
        .join(JoinType::LeftJoin, open_hiding());
    if let Some(text) = search {
        query = query.filter(asset::Column::SearchText.like(containing(text)));
    }
    match filter {
        Some(ReviewFilter::Reported) => query = query.filter(review::Column::Id.in_subquery(reported())),
        Some(ReviewFilter::Hidden) => query = query.filter(review::Column::HiddenAt.is_not_null()),
        None => {}
    }
    if let Some(moment) = after {
        query = query.filter(before(review::Column::CreatedAt, review::Column::Id, moment));
    }
    let query = query.order_by_desc(review::Column::CreatedAt).order_by_desc(review::Column::Id);
    Ok(query.limit(size.fetch()).into_model::<ReviewRow>().all(db).await?)
}

fn reported() -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(review_report::Column::ReviewId)
        .from(review_report::Entity)
        .and_where(review_report::Column::SettledAt.is_null())
        .to_owned()
}

fn open_hiding() -> RelationDef {
    let hidings: RelationDef = review::Entity::belongs_to(review_hiding::Entity)
        .from(review::Column::Id)
        .to(review_hiding::Column::ReviewId)
        .into();
    hidings.on_condition(|_, hiding| {
        Expr::col((hiding, review_hiding::Column::LiftedAt)).is_null().into_condition()
    })
}

/// A review and its listing, both locked until the transaction ends; the listing first, as whoever reviews does.
pub async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<(review::Model, asset::Model)>> {
    let Some(found) = review::Entity::find_by_id(id).one(tx).await? else { return Ok(None) };
    let Some(listing) = super::listings::locked(tx, found.asset_id).await? else { return Ok(None) };
    let query = review::Entity::find().filter(review::Column::Id.eq(id));
    Ok(dialect::for_update(query).one(tx).await?.map(|review| (review, listing)))
}

pub async fn set_hidden(
    tx: &impl ConnectionTrait,
    id: Uuid,
    hidden_at: Option<DateTime<Utc>>,
) -> AppResult<()> {
    let change = review::ActiveModel { hidden_at: Set(hidden_at), ..Default::default() };
    review::Entity::update_many().set(change).filter(review::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

pub async fn add_hiding(tx: &impl ConnectionTrait, row: review_hiding::Model) -> AppResult<()> {
    review_hiding::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Ends the hiding that is in force.
pub async fn lift(tx: &impl ConnectionTrait, review_id: Uuid, now: DateTime<Utc>) -> AppResult<()> {
    let open = review_hiding::Entity::find().filter(review_hiding::Column::ReviewId.eq(review_id));
    if let Some(row) = open.filter(review_hiding::Column::LiftedAt.is_null()).one(tx).await? {
        let mut lifted = row.into_active_model();
        lifted.lifted_at = Set(Some(now));
        lifted.update(tx).await?;
    }
    Ok(())
}

/// The reports were looked at; how many that were.
pub async fn settle(tx: &impl ConnectionTrait, review_id: Uuid, now: DateTime<Utc>) -> AppResult<u64> {
    let settled = review_report::Entity::update_many()
        .col_expr(review_report::Column::SettledAt, Expr::value(now))
        .filter(review_report::Column::ReviewId.eq(review_id))
        .filter(review_report::Column::SettledAt.is_null())
        .exec(tx)
        .await?;
    Ok(settled.rows_affected)
}
