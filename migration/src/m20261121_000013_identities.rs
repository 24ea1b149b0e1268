//! What a provider last said of somebody who signs in with it.

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
        for column in [
            "email text",
            "staff_role text CHECK (staff_role IN ('moderator', 'admin'))",
            "last_used_at {time}",
        ] {
            schema.run(&format!("ALTER TABLE identities ADD COLUMN {column}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        for column in ["last_used_at", "staff_role", "email"] {
            schema.run(&format!("ALTER TABLE identities DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
