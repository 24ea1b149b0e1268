//! A listing that staff put forward on the front of the shop; each at most once.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub asset_id: Uuid,
    pub moderator_id: Uuid,
    /// A sentence for visitors; empty when none was given.
    pub reason: String,
    /// Lower stands first; may be negative.
    pub position: i32,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(belongs_to, from = "moderator_id", to = "id")]
    pub moderator: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
