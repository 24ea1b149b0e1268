//! The shop front of a user; the id is the user's.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sellers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub handle: String,
    pub handle_key: String,
    pub display_name: String,
    pub about: String,
    pub country: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// One a line.
    pub links: String,
    /// The shop is gone with its owner.
    pub closed_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub assets: HasMany<super::asset::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
