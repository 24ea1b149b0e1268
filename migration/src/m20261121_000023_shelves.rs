//! What staff pick for the front of the shop, and what a category says of itself.

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
                "picks",
                "{id},
                 asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
                 moderator_id {uuid} NOT NULL REFERENCES users (id),
                 reason text NOT NULL DEFAULT '',
                 position integer NOT NULL,
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("picks", "asset_id").await?;
        schema.index("picks", "position, id").await?;
        schema.run("ALTER TABLE categories ADD COLUMN description text NOT NULL DEFAULT ''").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.run("ALTER TABLE categories DROP COLUMN description").await?;
        schema.drop(&["picks"]).await
    }
}
