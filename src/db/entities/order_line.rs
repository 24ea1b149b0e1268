//! One thing bought, as it was at that moment. Written once (trigger).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "order_lines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_id: Uuid,
    pub asset_id: Uuid,
    pub version_id: Uuid,
    pub seller_id: Uuid,
    pub licence_id: Uuid,
    pub title: String,
    pub licence_code: String,
    pub licence_name: String,
    pub licence_terms: String,
    pub version_number: String,
    pub unit_minor: i64,
    pub discount_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub fee_bps: i32,
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "order_id", to = "id")]
    pub order: BelongsTo<super::order::Entity>,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(belongs_to, from = "version_id", to = "id")]
    pub version: BelongsTo<super::version::Entity>,
    #[sea_orm(belongs_to, from = "seller_id", to = "id")]
    pub seller: BelongsTo<super::seller::Entity>,
    #[sea_orm(has_one)]
    pub entitlement: HasOne<super::entitlement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
