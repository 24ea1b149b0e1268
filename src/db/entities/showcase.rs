//! How a template is shown besides its pictures.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "showcases")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub asset_id: Uuid,
    /// An https address of the seller's; empty for none.
    pub demo_url: String,
    /// What it is built with, parted by commas.
    pub stack: String,
    /// Whether its page may be framed on the product page.
    pub frames: bool,
    pub updated_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "asset_id", to = "id")]
    pub asset: BelongsTo<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
