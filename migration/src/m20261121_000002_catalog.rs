//! The catalogue: what is listed, in which versions and files, under which licences.

mod listings;
mod versions;

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
        listings::categories(&schema).await?;
        listings::tags(&schema).await?;
        listings::assets(&schema).await?;
        listings::asset_tags(&schema).await?;
        listings::licences(&schema).await?;
        listings::takedowns(&schema).await?;
        listings::wishlist_items(&schema).await?;
        versions::versions(&schema).await?;
        versions::files(&schema).await?;
        versions::previews(&schema).await?;
        versions::uploads(&schema).await?;
        versions::point_assets_at_them(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        versions::let_go_of_assets(&schema).await?;
        schema.drop(&["uploads", "previews", "files", "versions"]).await?;
        schema.drop(&["wishlist_items", "takedowns", "licences", "asset_tags", "assets"]).await?;
        schema.drop(&["tags", "categories"]).await
    }
}
