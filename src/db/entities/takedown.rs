//! A moderator took a listing down; one can be open per listing.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "takedowns")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub asset_id: Uuid,
    pub moderator_id: Uuid,
    pub reason: String,
    pub lifted_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(belongs_to, from = "moderator_id", to = "id")]
    pub moderator: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
