//! What was read of a file for everybody to see: its first lines, what an archive holds, the manifest of a package.

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
                "peeks",
                "file_id {uuid} PRIMARY KEY NOT NULL REFERENCES files (id) ON DELETE CASCADE,
                 trouble text,
                 lines bigint CHECK (lines >= 0),
                 opening text,
                 contents text,
                 manifest text,
                 page_key text,
                 peeked_at {time} NOT NULL,
                 CHECK ((lines IS NULL) = (opening IS NULL))",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["peeks"]).await
    }
}
