//! Personal access tokens: named, scoped, revocable, kept as hashes.

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
                "personal_tokens",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 name text NOT NULL,
                 scopes text NOT NULL,
                 token_hash text NOT NULL CHECK (length(token_hash) = 64),
                 expires_at {time} NOT NULL,
                 last_used_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("personal_tokens", "token_hash").await?;
        schema.index("personal_tokens", "user_id, created_at DESC").await?;
        schema.index("personal_tokens", "expires_at").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["personal_tokens"]).await
    }
}
