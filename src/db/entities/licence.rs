//! What a buyer may do with a listing, and for how much.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub asset_id: Uuid,
    pub code: String,
    pub name: String,
    pub terms: String,
    pub price_minor: i64,
    pub currency: String,
    pub active: bool,
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
