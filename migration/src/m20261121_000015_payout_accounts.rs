//! Where the money of sellers goes.

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
        Schema::new(manager)
            .table(
                "payout_accounts",
                "user_id {uuid} PRIMARY KEY NOT NULL REFERENCES users (id),
                 sealed text NOT NULL,
                 updated_at {time} NOT NULL",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["payout_accounts"]).await
    }
}
