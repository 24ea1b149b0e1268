//! The second factor: an authenticator app for each person who wants one, and codes for the day it is lost.

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
                "authenticators",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 sealed_secret text NOT NULL,
                 last_step bigint NOT NULL DEFAULT 0 CHECK (last_step >= 0),
                 confirmed_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("authenticators", "user_id").await?;
        schema
            .table(
                "recovery_codes",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 code_hash text NOT NULL CHECK (length(code_hash) = 64),
                 used_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("recovery_codes", "user_id, code_hash").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["recovery_codes", "authenticators"]).await
    }
}
