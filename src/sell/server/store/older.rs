//! Files that have been there for a while, and whether anything was read of them.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, RelationTrait,
};
use uuid::Uuid;

use crate::db::entities::file::FileStatus;
use crate::db::entities::{file, mesh, peek};
use crate::kit::error::AppResult;

#[derive(FromQueryResult)]
pub struct FileFacts {
    pub id: Uuid,
    pub name: String,
    /// None where nothing was read of it.
    pub read: Option<Uuid>,
}

/// With what was measured of them.
pub async fn with_meshes(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    before: DateTime<Utc>,
    limit: u64,
) -> AppResult<Vec<FileFacts>> {
    ready(db, mesh::Relation::File.def(), mesh::Column::FileId, (after, before, limit)).await
}

/// With what was seen in them.
pub async fn with_peeks(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    before: DateTime<Utc>,
    limit: u64,
) -> AppResult<Vec<FileFacts>> {
    ready(db, peek::Relation::File.def(), peek::Column::FileId, (after, before, limit)).await
}

/// Files that are ready and older than `before`, in the order of their ids from the one after `after`.
async fn ready(
    db: &impl ConnectionTrait,
    facts: RelationDef,
    read: impl ColumnTrait,
    (after, before, limit): (Option<Uuid>, DateTime<Utc>, u64),
) -> AppResult<Vec<FileFacts>> {
    let files = file::Entity::find()
        .select_only()
        .columns([file::Column::Id, file::Column::Name])
        .column_as(read, "read")
        .join_rev(JoinType::LeftJoin, facts)
        .filter(file::Column::Status.eq(FileStatus::Ready))
        .filter(file::Column::CreatedAt.lt(before))
        .filter(file::Column::Id.gt(after.unwrap_or(Uuid::nil())))
        .order_by_asc(file::Column::Id)
        .limit(limit);
    Ok(files.into_model::<FileFacts>().all(db).await?)
}
