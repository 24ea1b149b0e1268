//! A file on its way from a browser into storage.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum UploadStatus {
    Pending,
    Complete,
    Rejected,
    Expired,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "uploads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub version_id: Option<Uuid>,
    pub file_id: Option<Uuid>,
    pub name: String,
    pub size_bytes: i64,
    pub sha256: String,
    pub content_type: String,
    pub storage_key: String,
    pub status: UploadStatus,
    pub expires_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, from = "version_id", to = "id")]
    pub version: BelongsTo<Option<super::version::Entity>>,
    #[sea_orm(belongs_to, from = "file_id", to = "id")]
    pub file: BelongsTo<Option<super::file::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
