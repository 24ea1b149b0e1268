//! Searches people keep, and until when they were told what is new in them.

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
                "saved_searches",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 name text NOT NULL CHECK (name <> ''),
                 query text NOT NULL CHECK (query <> ''),
                 notify boolean NOT NULL,
                 looked_at {time} NOT NULL,
                 told_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("saved_searches", "user_id, query").await?;
        schema.index_where("saved_searches", "id, looked_at, told_at", "notify").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["saved_searches"]).await
    }
}
