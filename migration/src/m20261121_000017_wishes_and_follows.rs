//! Which price a wish was made at, and who follows which shop.

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
        schema.run("ALTER TABLE wishlist_items ADD COLUMN price_minor bigint NOT NULL DEFAULT 0").await?;
        schema
            .run(
                "UPDATE wishlist_items SET price_minor =
                     (SELECT price_from_minor FROM assets WHERE assets.id = wishlist_items.asset_id)",
            )
            .await?;
        schema.index("wishlist_items", "asset_id, price_minor, id").await?;
        schema
            .table(
                "follows",
                "{id},
                 user_id {uuid} NOT NULL REFERENCES users (id),
                 seller_id {uuid} NOT NULL REFERENCES sellers (id),
                 created_at {time} NOT NULL",
            )
            .await?;
        schema.unique("follows", "user_id, seller_id").await?;
        schema.index("follows", "seller_id, id").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["follows"]).await?;
        schema.run("DROP INDEX wishlist_items_asset_id_price_minor_id_index").await?;
        schema.run("ALTER TABLE wishlist_items DROP COLUMN price_minor").await
    }
}
