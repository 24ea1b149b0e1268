//! How templates are shown besides their pictures.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
};
use uuid::Uuid;

use crate::db::entities::showcase;
use crate::kit::error::AppResult;

/// Writes it, in place of what was there before.
pub async fn save(tx: &DatabaseTransaction, row: showcase::Model) -> AppResult<()> {
    let others = showcase::Column::iter().filter(|column| !matches!(column, showcase::Column::AssetId));
    let again = OnConflict::column(showcase::Column::AssetId).update_columns(others).to_owned();
    let row = row.into_active_model().reset_all();
    showcase::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn of_asset(db: &impl ConnectionTrait, asset_id: Uuid) -> AppResult<Option<showcase::Model>> {
    Ok(showcase::Entity::find_by_id(asset_id).one(db).await?)
}
