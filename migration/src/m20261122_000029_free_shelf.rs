//! The newest of what is free by an index of its own: a large shop has thousands, of which the front shows four.

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
        let columns = "price_from_minor, status, published_at DESC, id DESC";
        Schema::new(manager).index_where("assets", columns, "price_from_minor = 0").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = "assets_price_from_minor_status_published_at_id_partial";
        Schema::new(manager).run(&format!("DROP INDEX {index}")).await
    }
}
