//! What was read of files for everybody to see.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel,
    Iterable, QueryFilter,
};
use uuid::Uuid;

use crate::db::entities::peek;
use crate::kit::error::AppResult;

/// Writes it, in place of what was read before.
pub async fn save(tx: &DatabaseTransaction, row: peek::Model) -> AppResult<()> {
    let others = peek::Column::iter().filter(|column| !matches!(column, peek::Column::FileId));
    let again = OnConflict::column(peek::Column::FileId).update_columns(others).to_owned();
    let row = row.into_active_model().reset_all();
    peek::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn of_files(db: &impl ConnectionTrait, file_ids: &[Uuid]) -> AppResult<Vec<peek::Model>> {
    let all = peek::Entity::find().filter(peek::Column::FileId.is_in(file_ids.iter().copied()));
    Ok(all.all(db).await?)
}
