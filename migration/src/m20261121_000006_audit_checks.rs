//! What came of reading the audit log from its first entry to its last.

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
                "audit_checks",
                "{id},
                 through_seq bigint NOT NULL CHECK (through_seq >= 0),
                 through_hash text NOT NULL CHECK (length(through_hash) = 64),
                 broken_at bigint CHECK (broken_at > 0),
                 checked_at {time} NOT NULL",
            )
            .await?;
        schema.index("audit_checks", "checked_at").await?;
        schema.append_only("audit_checks").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["audit_checks"]).await
    }
}
