//! A handle a shop had before: it leads to the shop, and nobody else gets it.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "former_handles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub handle_key: String,
    pub seller_id: Uuid,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "seller_id", to = "id")]
    pub seller: BelongsTo<super::seller::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
