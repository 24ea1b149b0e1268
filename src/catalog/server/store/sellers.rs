//! Sellers and what they list.

use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::db::entities::seller;

pub async fn by_handle(db: &impl ConnectionTrait, handle: &str) -> Result<Option<seller::Model>, DbErr> {
    seller::Entity::find().filter(seller::Column::HandleKey.eq(handle.to_lowercase())).one(db).await
}
