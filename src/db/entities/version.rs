//! A release. Once it is no draft, number, hash and files are frozen by triggers.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum VersionStatus {
    Draft,
    Ready,
    Yanked,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub asset_id: Uuid,
    pub number: String,
    pub notes: String,
    pub content_hash: Option<String>,
    pub status: VersionStatus,
    pub yanked_reason: Option<String>,
    pub released_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(has_many)]
    pub files: HasMany<super::file::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
