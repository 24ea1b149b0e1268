//! What the product page shows: a picture, an excerpt of code, a mesh.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum PreviewKind {
    Image,
    Code,
    Mesh,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "previews")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub asset_id: Uuid,
    pub kind: PreviewKind,
    pub storage_key: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    pub alt: String,
    pub language: Option<String>,
    pub text: Option<String>,
    pub colour: Option<String>,
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
