//! A word sellers file their work under.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tags")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub created_at: DateTimeUtc,
    #[sea_orm(has_many, via = "asset_tag")]
    pub assets: HasMany<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
