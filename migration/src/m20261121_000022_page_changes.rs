//! What processes without Redis tell each other: which of the pages kept in memory show something that changed.

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
                "page_changes",
                "id bigint PRIMARY KEY NOT NULL,
                 told text NOT NULL",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["page_changes"]).await?;
        schema.run("DELETE FROM counters WHERE name = 'page-changes'").await
    }
}
