//! What was read of a file for everybody to see, or the trouble there was with it in words.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peeks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: Uuid,
    pub trouble: Option<String>,
    /// Of the whole text.
    pub lines: Option<i64>,
    /// The first lines: more of them than are shown of what costs something.
    pub opening: Option<String>,
    /// JSON: what an archive holds.
    pub contents: Option<String>,
    /// JSON: the manifest of a package.
    pub manifest: Option<String>,
    /// The page of a template as it may be framed.
    pub page_key: Option<String>,
    pub peeked_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "file_id", to = "id")]
    pub file: BelongsTo<super::file::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
