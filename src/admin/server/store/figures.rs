//! The numbers of the overview.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use crate::db::dialect;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::ledger_entry::{LedgerAccount, LedgerSource};
use crate::db::entities::{asset, job, ledger_entry, order, user};
use crate::kit::error::{AppError, AppResult};

#[derive(Clone, Debug, FromQueryResult)]
pub struct Day {
    /// `2026-11-21`, UTC.
    pub day: String,
    /// Minor units that were paid.
    pub minor: i64,
    pub orders: i64,
}

/// What was paid since then in one currency, by day; days without sales are left out.
pub async fn sales_by_day(
    db: &impl ConnectionTrait,
    since: DateTime<Utc>,
    currency: &str,
) -> AppResult<Vec<Day>> {
    let day = || dialect::day(db.get_database_backend(), order::Column::PaidAt);
    let days = order::Entity::find()
        .select_only()
        .column_as(day(), "day")
        .column_as(dialect::sum(order::Column::TotalMinor), "minor")
        .column_as(order::Column::Id.count(), "orders")
        .filter(order::Column::PaidAt.gte(since))
        .filter(order::Column::Currency.eq(currency))
        .group_by(day())
        .order_by_asc(day());
    Ok(days.into_model::<Day>().all(db).await?)
}

#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Figures {
    /// Minor units the ledger owes to the shop: negative, as every credit.
    pub fee_minor: i64,
    pub new_people: i64,
    pub published: i64,
    pub failed_jobs: i64,
    pub held_orders: i64,
    pub reported: i64,
}

/// In one statement; the fee and the people since then.
pub async fn figures(db: &impl ConnectionTrait, since: DateTime<Utc>, currency: &str) -> AppResult<Figures> {
    let fee = ledger_entry::Entity::find()
        .select_only()
        .column_as(dialect::sum(ledger_entry::Column::AmountMinor), "minor")
        .filter(ledger_entry::Column::Account.eq(LedgerAccount::PlatformFee))
        .filter(ledger_entry::Column::SourceKind.eq(LedgerSource::Charge))
        .filter(ledger_entry::Column::Currency.eq(currency))
        .filter(ledger_entry::Column::CreatedAt.gte(since))
        .into_query();
    let people = user::Entity::find().filter(user::Column::CreatedAt.gte(since));
    let published = asset::Entity::find().filter(asset::Column::Status.eq(AssetStatus::Published));
    let failed = job::Entity::find().filter(job::Column::FailedAt.is_not_null());
    let held = order::Entity::find().filter(order::Column::HeldForReviewReason.is_not_null());
    let reported = asset::Entity::find().filter(asset::Column::Id.in_subquery(super::listings::reported()));
    let query = Query::select()
        .expr_as(Expr::from(fee), "fee_minor")
        .expr_as(Expr::from(count(people)), "new_people")
        .expr_as(Expr::from(count(published)), "published")
        .expr_as(Expr::from(count(failed)), "failed_jobs")
        .expr_as(Expr::from(count(held)), "held_orders")
        .expr_as(Expr::from(count(reported)), "reported")
        .to_owned();
    let row = db.query_one(&query).await?.ok_or_else(AppError::internal)?;
    Ok(Figures::from_query_result(&row, "")?)
}

fn count<E: EntityTrait>(rows: Select<E>) -> SelectStatement {
    rows.select_only().expr(Expr::cust("count(*)").cast_as("bigint")).into_query()
}
