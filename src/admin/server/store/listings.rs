//! Listings as staff see them, and what is taken down.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, IntoCondition, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, RelationTrait,
};
use uuid::Uuid;

use super::{Moment, before, containing};
use crate::db::dialect;
use crate::db::entities::asset::{AssetKind, AssetStatus};
use crate::db::entities::{asset, asset_report, pick, seller, takedown, user};
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

#[derive(Clone, Debug, FromQueryResult)]
pub struct ListingRow {
    pub id: Uuid,
    pub slug: String,
    pub title: String,
    pub kind: AssetKind,
    pub status: AssetStatus,
    pub price_from_minor: i64,
    pub currency: String,
    pub sales_count: i64,
    pub created_at: DateTime<Utc>,
    pub seller_handle: String,
    pub seller_name: String,
    /// Why it was taken down, while it is.
    pub reason: Option<String>,
    pub is_picked: bool,
    /// JSON: the first reasons of open reports.
    pub reports: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingFilter {
    Status(AssetStatus),
    Reported,
}

/// Nobody reads more than this of one listing.
const REASONS: &str = "(SELECT reason, created_at FROM asset_reports
    WHERE asset_id = assets.id AND settled_at IS NULL ORDER BY created_at, id LIMIT 5) AS told";

/// The newest first, one more than the page holds.
pub async fn listings(
    db: &impl ConnectionTrait,
    search: Option<&str>,
    filter: Option<ListingFilter>,
    after: Option<Moment>,
    size: PageSize,
) -> AppResult<Vec<ListingRow>> {
    let picked = Query::select()
        .expr(Expr::cust("1"))
        .from(pick::Entity)
        .and_where(pick::Column::AssetId.into_expr().equals((asset::Entity, asset::Column::Id)))
        .to_owned();
    let reasons = dialect::json_rows(db.get_database_backend(), &[], &["reason"], REASONS, "created_at");
    let mut query = asset::Entity::find()
        .select_only()
        .columns([
            asset::Column::Id,
            asset::Column::Slug,
            asset::Column::Title,
            asset::Column::Kind,
            asset::Column::Status,
            asset::Column::PriceFromMinor,
            asset::Column::Currency,
            asset::Column::SalesCount,
            asset::Column::CreatedAt,
        ])
        .column_as(seller::Column::Handle, "seller_handle")
        .column_as(seller::Column::DisplayName, "seller_name")
        .column(takedown::Column::Reason)
        .expr_as(Expr::exists(picked), "is_picked")
        .expr_as(reasons, "reports")
        .join(JoinType::InnerJoin, asset::Relation::Seller.def())
        .join(JoinType::LeftJoin, open_takedown());
    if let Some(text) = search {
        query = query.filter(asset::Column::SearchText.like(containing(text)));
    }
    match filter {
        Some(ListingFilter::Status(status)) => query = query.filter(asset::Column::Status.eq(status)),
        Some(ListingFilter::Reported) => query = query.filter(asset::Column::Id.in_subquery(reported())),
        None => {}
    }
    if let Some(moment) = after {
        query = query.filter(before(asset::Column::CreatedAt, asset::Column::Id, moment));
    }
    let query = query.order_by_desc(asset::Column::CreatedAt).order_by_desc(asset::Column::Id);
    Ok(query.limit(size.fetch()).into_model::<ListingRow>().all(db).await?)
}

/// The listings somebody reported, and nobody looked at since.
pub fn reported() -> SelectStatement {
    Query::select()
        .column(asset_report::Column::AssetId)
        .from(asset_report::Entity)
        .and_where(asset_report::Column::SettledAt.is_null())
        .to_owned()
}

fn open_takedown() -> RelationDef {
    let takedowns: RelationDef = asset::Entity::belongs_to(takedown::Entity)
        .from(asset::Column::Id)
        .to(takedown::Column::AssetId)
        .into();
    takedowns.on_condition(|_, takedown| {
        Expr::col((takedown, takedown::Column::LiftedAt)).is_null().into_condition()
    })
}

/// A listing, locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<asset::Model>> {
    let query = asset::Entity::find().filter(asset::Column::Id.eq(id));
    Ok(dialect::for_update(query).one(tx).await?)
}

/// Whom to write about a seller's listings.
pub async fn account_of(tx: &impl ConnectionTrait, seller_id: Uuid) -> AppResult<Option<user::Model>> {
    Ok(user::Entity::find_by_id(seller_id).one(tx).await?)
}

pub async fn save(tx: &impl ConnectionTrait, listing: asset::ActiveModel) -> AppResult<()> {
    asset::Entity::update(listing).exec(tx).await?;
    Ok(())
}

pub async fn add_takedown(tx: &impl ConnectionTrait, row: takedown::Model) -> AppResult<()> {
    takedown::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// The takedown that is in force.
pub async fn takedown_of(tx: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Option<takedown::Model>> {
    let query = takedown::Entity::find().filter(takedown::Column::AssetId.eq(asset_id));
    Ok(query.filter(takedown::Column::LiftedAt.is_null()).one(tx).await?)
}

pub async fn lift(tx: &impl ConnectionTrait, row: takedown::ActiveModel) -> AppResult<()> {
    row.update(tx).await?;
    Ok(())
}

/// The reports were looked at; how many that were.
pub async fn settle_reports(tx: &impl ConnectionTrait, asset_id: Uuid, now: DateTime<Utc>) -> AppResult<u64> {
    let settled = asset_report::Entity::update_many()
        .col_expr(asset_report::Column::SettledAt, Expr::value(now))
        .filter(asset_report::Column::AssetId.eq(asset_id))
        .filter(asset_report::Column::SettledAt.is_null())
        .exec(tx)
        .await?;
    Ok(settled.rows_affected)
}
