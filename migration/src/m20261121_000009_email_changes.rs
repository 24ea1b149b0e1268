//! Changes of an address under way: both the old and the new one have to agree.

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
                "email_changes",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 email text NOT NULL,
                 email_key text NOT NULL,
                 old_token_hash text NOT NULL CHECK (length(old_token_hash) = 64),
                 new_token_hash text NOT NULL CHECK (length(new_token_hash) = 64),
                 old_confirmed_at {time},
                 new_confirmed_at {time},
                 expires_at {time} NOT NULL,
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("email_changes", "user_id").await?;
        schema.unique("email_changes", "old_token_hash").await?;
        schema.unique("email_changes", "new_token_hash").await?;
        schema.index("email_changes", "expires_at").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["email_changes"]).await
    }
}
