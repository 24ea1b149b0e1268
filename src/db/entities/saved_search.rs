//! A search somebody keeps, and until when its listings were looked through for them.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_searches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub name: String,
    /// As it stands in the address of the list, without the place where a page ended.
    pub query: String,
    /// Whether its owner is written to when something new fits.
    pub notify: bool,
    /// What was published later has not been looked at.
    pub looked_at: DateTimeUtc,
    /// When they were last written to.
    pub told_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
