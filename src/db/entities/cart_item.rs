//! A licence of a listing in a cart, with the price it was put in at.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cart_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub cart_id: Uuid,
    pub asset_id: Uuid,
    pub licence_id: Uuid,
    pub price_minor_seen: i64,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "cart_id", to = "id")]
    pub cart: BelongsTo<super::cart::Entity>,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(belongs_to, from = "licence_id", to = "id")]
    pub licence: BelongsTo<super::licence::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
