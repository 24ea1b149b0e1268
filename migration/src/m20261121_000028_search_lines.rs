//! What a hit is ranked and counted by, and does not change with each sale, stands in one column as it is read: a
//! thousand are put together for each search. And PostgreSQL tells by two numbers how new a document is, so that many can
//! be asked for by few.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

#[derive(DeriveMigrationName)]
pub struct Migration;

const PARTS: [&str; 3] = ["title", "seller", "marks"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.run("ALTER TABLE search_docs ADD COLUMN line text NOT NULL DEFAULT ''").await?;
        let parts = PARTS.join(", ");
        if schema.postgres() {
            schema.run("DROP INDEX search_docs_tokens_index").await?;
            schema
                .run(&format!("UPDATE search_docs SET line = concat_ws(E'\\t', asset_id, {parts})"))
                .await?;
            schema.run(&index("ARRAY[key >> 12, ~(key >> 16)]")).await?;
        } else {
            schema
                .run(&format!(
                    "UPDATE search_docs SET line = concat_ws(char(9), lower(hex(asset_id)), {parts})"
                ))
                .await?;
        }
        for part in PARTS {
            schema.run(&format!("ALTER TABLE search_docs DROP COLUMN {part}")).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        // What is on the shelves and not in the index is put there by a job.
        schema.run("DELETE FROM search_docs").await?;
        if schema.postgres() {
            schema.run("DROP INDEX search_docs_tokens_index").await?;
            schema.run(&index("ARRAY[key >> 12]")).await?;
        }
        schema.run("ALTER TABLE search_docs DROP COLUMN line").await?;
        for part in PARTS {
            schema
                .run(&format!("ALTER TABLE search_docs ADD COLUMN {part} text NOT NULL DEFAULT ''"))
                .await?;
        }
        Ok(())
    }
}

fn index(age: &str) -> String {
    format!("CREATE INDEX search_docs_tokens_index ON search_docs USING gin (tokens, ({age}))")
}
