//! A file of a version, as stored and as hashed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum FileStatus {
    Pending,
    Ready,
    Rejected,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version_id: Uuid,
    pub name: String,
    pub size_bytes: i64,
    pub sha256: String,
    pub content_type: String,
    pub storage_key: String,
    pub status: FileStatus,
    pub rejected_reason: Option<String>,
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "version_id", to = "id")]
    pub version: BelongsTo<super::version::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
