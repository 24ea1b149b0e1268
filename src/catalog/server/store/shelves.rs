//! Categories.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder};

use crate::catalog::types::Shelf;
use crate::db::entities::category;

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Shelf>, DbErr> {
    let rows = category::Entity::find()
        .order_by_asc(category::Column::Position)
        .order_by_asc(category::Column::Name)
        .all(db)
        .await?;
    let shelf = |row: category::Model| Shelf {
        id: row.id,
        parent_id: row.parent_id,
        slug: row.slug,
        name: row.name,
        description: row.description,
    };
    Ok(rows.into_iter().map(shelf).collect())
}
