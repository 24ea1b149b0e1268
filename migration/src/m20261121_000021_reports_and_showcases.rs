//! Listings that somebody asks the moderators to look at, and how templates are shown.

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
                "asset_reports",
                "{id},
                 asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 reason text NOT NULL CHECK (reason <> ''),
                 settled_at {time},
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("asset_reports", "asset_id, user_id").await?;
        schema.index("asset_reports", "user_id").await?;
        schema.index_where("asset_reports", "asset_id", "settled_at IS NULL").await?;
        schema
            .table(
                "showcases",
                "asset_id {uuid} PRIMARY KEY NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
                 demo_url text NOT NULL DEFAULT '',
                 stack text NOT NULL DEFAULT '',
                 frames boolean NOT NULL DEFAULT false,
                 updated_at {time} NOT NULL",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["showcases", "asset_reports"]).await
    }
}
