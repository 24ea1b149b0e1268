//! The work outside requests, as staff see it.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{Moment, before};
use crate::db::dialect;
use crate::db::entities::job;
use crate::kit::error::AppResult;
use crate::kit::paging::PageSize;

/// Without its payload, which may hold what only its addressee should read.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "job::Entity")]
pub struct JobRow {
    pub id: Uuid,
    pub kind: String,
    pub run_at: DateTime<Utc>,
    pub attempts: i32,
    pub max_attempts: i32,
    pub locked_until: Option<DateTime<Utc>>,
    pub done_at: Option<DateTime<Utc>>,
    pub failed_at: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    pub created_at: DateTime<Utc>,
}

/// A mail that was tried and not taken, without what it says.
#[derive(Clone, Debug)]
pub struct Undelivered {
    pub job: JobRow,
    pub to: String,
    pub subject: String,
}

impl From<job::Model> for Undelivered {
    fn from(row: job::Model) -> Self {
        let told = |name: &str| row.payload["message"][name].as_str().unwrap_or_default().to_owned();
        Self {
            to: told("to"),
            subject: told("subject"),
            job: JobRow {
                id: row.id,
                kind: row.kind,
                run_at: row.run_at,
                attempts: row.attempts,
                max_attempts: row.max_attempts,
                locked_until: row.locked_until,
                done_at: row.done_at,
                failed_at: row.failed_at,
                last_error: row.last_error,
                created_at: row.created_at,
            },
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobFilter {
    /// Pending and failed.
    Open,
    Pending,
    Failed,
    Done,
}

/// The newest first, one more than the page holds.
pub async fn jobs(
    db: &impl ConnectionTrait,
    filter: JobFilter,
    after: Option<Moment>,
    size: PageSize,
) -> AppResult<Vec<JobRow>> {
    let query = job::Entity::find();
    let mut query = match filter {
        JobFilter::Open => query.filter(job::Column::DoneAt.is_null()),
        JobFilter::Pending => {
            query.filter(job::Column::DoneAt.is_null()).filter(job::Column::FailedAt.is_null())
        }
        JobFilter::Failed => query.filter(job::Column::FailedAt.is_not_null()),
        JobFilter::Done => query.filter(job::Column::DoneAt.is_not_null()),
    };
    if let Some(moment) = after {
        query = query.filter(before(job::Column::CreatedAt, job::Column::Id, moment));
    }
    let query = query.order_by_desc(job::Column::CreatedAt).order_by_desc(job::Column::Id);
    Ok(query.limit(size.fetch()).into_partial_model::<JobRow>().all(db).await?)
}

/// The newest first.
pub async fn undelivered(db: &impl ConnectionTrait, limit: u64) -> AppResult<Vec<Undelivered>> {
    let query = job::Entity::find()
        .filter(job::Column::Kind.eq("send_mail"))
        .filter(job::Column::DoneAt.is_null())
        .filter(job::Column::LastError.is_not_null())
        .order_by_desc(job::Column::CreatedAt)
        .order_by_desc(job::Column::Id);
    let rows = query.limit(limit).all(db).await?;
    Ok(rows.into_iter().map(Undelivered::from).collect())
}

/// A job, locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<job::Model>> {
    let query = job::Entity::find().filter(job::Column::Id.eq(id));
    Ok(dialect::for_update(query).one(tx).await?)
}

pub async fn save(tx: &impl ConnectionTrait, row: job::ActiveModel) -> AppResult<()> {
    job::Entity::update(row).exec(tx).await?;
    Ok(())
}
