//! Browsers somebody signed in with before, so that a new one can be told of.

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
                "known_devices",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 device_hash text NOT NULL CHECK (length(device_hash) = 64),
                 last_seen_at {time} NOT NULL,
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("known_devices", "user_id, device_hash").await?;
        schema.index("known_devices", "last_seen_at").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["known_devices"]).await
    }
}
