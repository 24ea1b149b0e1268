//! What people show of themselves: a picture, links of a shop, and the handles a shop had before. And that an account
//! or a shop is gone.

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
        schema.run("ALTER TABLE users ADD COLUMN avatar text").await?;
        schema.run("ALTER TABLE users ADD COLUMN deleted_at {time}").await?;
        schema.run("ALTER TABLE sellers ADD COLUMN links text NOT NULL DEFAULT ''").await?;
        schema.run("ALTER TABLE sellers ADD COLUMN closed_at {time}").await?;
        schema
            .table(
                "former_handles",
                "handle_key text PRIMARY KEY NOT NULL CHECK (handle_key = lower(handle_key)),
                 seller_id {uuid} NOT NULL REFERENCES sellers (id),
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.index("former_handles", "seller_id").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["former_handles"]).await?;
        for (table, column) in
            [("sellers", "closed_at"), ("sellers", "links"), ("users", "deleted_at"), ("users", "avatar")]
        {
            schema.run(&format!("ALTER TABLE {table} DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
