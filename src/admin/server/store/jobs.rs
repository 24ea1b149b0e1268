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

/// A job, locked until the transaction ends.
pub async fn locked(tx: &impl ConnectionTrait, id: Uuid) -> AppResult<Option<job::Model>> {
    let query = job::Entity::find().filter(job::Column::Id.eq(id));
    Ok(dialect::for_update(query).one(tx).await?)
}

pub async fn save(tx: &impl ConnectionTrait, row: job::ActiveModel) -> AppResult<()> {
    job::Entity::update(row).exec(tx).await?;
    Ok(())
}
