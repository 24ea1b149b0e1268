//! What people decide about their data: which mails they want, a copy of everything, and proof that it is they.

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
        notification_settings(&schema).await?;
        confirmations(&schema).await?;
        data_exports(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["data_exports", "confirmations", "notification_settings"]).await
    }
}

/// A row only where somebody chose; kinds are the program's to know.
async fn notification_settings(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "notification_settings",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             kind text NOT NULL CHECK (kind <> ''),
             wanted boolean NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("notification_settings", "user_id, kind").await
}

async fn confirmations(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "confirmations",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             token_hash text NOT NULL CHECK (length(token_hash) = 64),
             expires_at {time} NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("confirmations", "user_id").await?;
    schema.unique("confirmations", "token_hash").await?;
    schema.index("confirmations", "expires_at").await
}

async fn data_exports(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "data_exports",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             storage_key text NOT NULL,
             size_bytes bigint CHECK (size_bytes >= 0),
             ready_at {time},
             expires_at {time} NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("data_exports", "user_id").await?;
    schema.index("data_exports", "expires_at").await
}
