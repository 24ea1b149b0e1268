//! A shelf of the catalogue; shelves may stand in shelves.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "categories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    /// What stands on it, in a sentence or two; empty when nobody said.
    pub description: String,
    pub parent_id: Option<Uuid>,
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(has_many)]
    pub assets: HasMany<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
