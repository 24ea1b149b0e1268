//! A person with an account.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum StaffRole {
    Moderator,
    Admin,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub email_key: String,
    pub username: String,
    pub username_key: String,
    pub display_name: String,
    pub password_hash: Option<String>,
    pub staff_role: Option<StaffRole>,
    pub email_verified_at: Option<DateTimeUtc>,
    pub disabled_at: Option<DateTimeUtc>,
    pub locale: Option<String>,
    pub currency: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// `avatars/<name>`, see [`crate::kit::avatar`].
    pub avatar: Option<String>,
    /// The account is gone; the row stays for what refers to it.
    pub deleted_at: Option<DateTimeUtc>,
    #[sea_orm(has_one)]
    pub seller: HasOne<super::seller::Entity>,
    #[sea_orm(has_one)]
    pub authenticator: HasOne<super::authenticator::Entity>,
    #[sea_orm(has_many)]
    pub identities: HasMany<super::identity::Entity>,
    #[sea_orm(has_many)]
    pub passkeys: HasMany<super::passkey::Entity>,
    #[sea_orm(has_many)]
    pub sessions: HasMany<super::session::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
