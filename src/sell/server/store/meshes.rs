//! What was measured of models.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    Iterable, QueryFilter,
};
use uuid::Uuid;

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

pub async fn of_files(db: &impl ConnectionTrait, file_ids: &[Uuid]) -> AppResult<Vec<mesh::Model>> {
    let all = mesh::Entity::find().filter(mesh::Column::FileId.is_in(file_ids.iter().copied()));
    Ok(all.all(db).await?)
}
