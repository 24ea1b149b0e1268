//! A listing. `price_from_minor` is its cheapest active licence; `rating_hundredths` is computed by the database.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum AssetKind {
    Model,
    Snippet,
    Template,
    Module,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum AssetStatus {
    Draft,
    Published,
    Unpublished,
    Removed,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub seller_id: Uuid,
    pub category_id: Option<Uuid>,
    pub current_version_id: Option<Uuid>,
    pub cover_preview_id: Option<Uuid>,
    pub slug: String,
    pub title: String,
    pub kind: AssetKind,
    pub summary: String,
    pub description: String,
    pub search_text: String,
    pub status: AssetStatus,
    pub price_from_minor: i64,
    pub currency: String,
    pub published_at: Option<DateTimeUtc>,
    pub sales_count: i64,
    pub rating_sum: i64,
    pub rating_count: i64,
    pub rating_hundredths: i64,
    pub lock_version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "seller_id", to = "id")]
    pub seller: BelongsTo<super::seller::Entity>,
    #[sea_orm(belongs_to, from = "category_id", to = "id")]
    pub category: BelongsTo<Option<super::category::Entity>>,
    #[sea_orm(has_many)]
    pub versions: HasMany<super::version::Entity>,
    #[sea_orm(has_many)]
    pub licences: HasMany<super::licence::Entity>,
    #[sea_orm(has_many)]
    pub previews: HasMany<super::preview::Entity>,
    #[sea_orm(has_many)]
    pub reviews: HasMany<super::review::Entity>,
    #[sea_orm(has_many, via = "asset_tag")]
    pub tags: HasMany<super::tag::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
