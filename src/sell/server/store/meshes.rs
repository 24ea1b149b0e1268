//! What was measured of models.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult,
    IntoActiveModel, Iterable, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use uuid::Uuid;

use crate::db::entities::file::FileStatus;
use crate::db::entities::{asset, file, mesh, version};
use crate::kit::error::AppResult;

/// A file with the listing it belongs to; nothing where it is gone.
pub async fn file_and_asset(
    db: &impl ConnectionTrait,
    file_id: Uuid,
) -> AppResult<Option<(file::Model, asset::Model)>> {
    let found = file::Entity::find_by_id(file_id).find_also_related(version::Entity).one(db).await?;
    let Some((file, Some(version))) = found else { return Ok(None) };
    let asset = asset::Entity::find_by_id(version.asset_id).one(db).await?;
    Ok(asset.map(|asset| (file, asset)))
}

/// What was measured of the other files of its version.
pub async fn beside(db: &impl ConnectionTrait, file: &file::Model) -> AppResult<Vec<mesh::Model>> {
    let others = mesh::Entity::find()
        .inner_join(file::Entity)
        .filter(file::Column::VersionId.eq(file.version_id))
        .filter(mesh::Column::FileId.ne(file.id));
    Ok(others.all(db).await?)
}

/// Writes it, in place of what was measured before.
pub async fn save(tx: &DatabaseTransaction, row: mesh::Model) -> AppResult<()> {
    let others = mesh::Column::iter().filter(|column| !matches!(column, mesh::Column::FileId));
    let again = OnConflict::column(mesh::Column::FileId).update_columns(others).to_owned();
    let row = row.into_active_model().reset_all();
    mesh::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// A file, and whether anything was measured of it.
#[derive(FromQueryResult)]
pub struct FileFacts {
    pub id: Uuid,
    pub name: String,
    pub measured: Option<Uuid>,
}

/// Files that are ready and older than `before`, in the order of their ids from the one after `after`.
pub async fn with_facts(
    db: &impl ConnectionTrait,
    after: Option<Uuid>,
    before: DateTime<Utc>,
    limit: u64,
) -> AppResult<Vec<FileFacts>> {
    let files = file::Entity::find()
        .select_only()
        .columns([file::Column::Id, file::Column::Name])
        .column_as(mesh::Column::FileId, "measured")
        .join_rev(JoinType::LeftJoin, mesh::Relation::File.def())
        .filter(file::Column::Status.eq(FileStatus::Ready))
        .filter(file::Column::CreatedAt.lt(before))
        .filter(file::Column::Id.gt(after.unwrap_or(Uuid::nil())))
        .order_by_asc(file::Column::Id)
        .limit(limit);
    Ok(files.into_model::<FileFacts>().all(db).await?)
}

pub async fn of_files(db: &impl ConnectionTrait, file_ids: &[Uuid]) -> AppResult<Vec<mesh::Model>> {
    let all = mesh::Entity::find().filter(mesh::Column::FileId.is_in(file_ids.iter().copied()));
    Ok(all.all(db).await?)
}
