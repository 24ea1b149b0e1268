//! Passkeys: the public halves of keys that people's devices keep (WebAuthn).

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
                "passkeys",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 name text NOT NULL,
                 credential_id text NOT NULL,
                 public_key text NOT NULL,
                 state text NOT NULL,
                 last_used_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("passkeys", "credential_id").await?;
        schema.index("passkeys", "user_id").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["passkeys"]).await
    }
}
