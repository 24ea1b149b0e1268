//! Orders: carts, purchases, money, and what buyers own.

mod money;
mod ownership;
mod purchase;

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
        purchase::carts(&schema).await?;
        purchase::cart_items(&schema).await?;
        purchase::coupons(&schema).await?;
        purchase::orders(&schema).await?;
        purchase::order_lines(&schema).await?;
        money::payments(&schema).await?;
        money::provider_events(&schema).await?;
        money::refunds(&schema).await?;
        money::ledger_entries(&schema).await?;
        ownership::entitlements(&schema).await?;
        ownership::downloads(&schema).await?;
        ownership::reviews(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["reviews", "downloads", "entitlements"]).await?;
        schema.drop(&["ledger_entries", "refunds", "provider_events", "payments"]).await?;
        schema.drop(&["order_lines", "orders", "coupons", "cart_items", "carts"]).await
    }
}
