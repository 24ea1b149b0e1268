//! A passkey: the public half of a key that somebody's device keeps (WebAuthn).

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkeys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// As its owner calls it.
    pub name: String,
    /// Base64url, as the device calls it.
    pub credential_id: String,
    /// Base64url of the key and what was fixed when it was made.
    pub public_key: String,
    /// Hex of what changes with its use: signature counter, backup.
    pub state: String,
    pub last_used_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
