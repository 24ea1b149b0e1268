//! The first lines of files.

use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};
use uuid::Uuid;

use crate::db::entities::peek;
use crate::kit::error::AppResult;

/// More of a text than may be shown, where it is one.
pub async fn opening(db: &impl ConnectionTrait, file_id: Uuid) -> AppResult<Option<String>> {
    let found = peek::Entity::find_by_id(file_id).select_only().column(peek::Column::Opening);
    Ok(found.into_tuple::<Option<String>>().one(db).await?.flatten())
}
