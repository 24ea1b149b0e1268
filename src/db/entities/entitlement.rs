//! The right to what an order line bought, judged at each access.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entitlements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub order_line_id: Uuid,
    pub user_id: Uuid,
    pub asset_id: Uuid,
    pub licence_key: String,
    pub granted_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "order_line_id", to = "id")]
    pub order_line: BelongsTo<super::order_line::Entity>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
    #[sea_orm(has_many)]
    pub downloads: HasMany<super::download::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
