//! Links sent by mail: each proves once, for a while, that somebody reads an address.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema
            .table(
                "email_tokens",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 purpose text NOT NULL CHECK (purpose IN ('verify_email', 'reset_password', 'lift_lockout')),
                 email_key text NOT NULL,
                 token_hash text NOT NULL CHECK (length(token_hash) = 64),
                 expires_at {time} NOT NULL,
                 used_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("email_tokens", "token_hash").await?;
        schema.index("email_tokens", "user_id, purpose").await?;
        schema.index("email_tokens", "expires_at").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["email_tokens"]).await
    }
}
