//! What listings are found by: their words and marks in the database's own full-text index, and the shop's vocabulary,
//! by which beginnings and slips of words are understood.

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
        // Keys grow, so that the newest listings are read first without sorting.
        let (key, tokens) = if schema.postgres() {
            ("bigserial PRIMARY KEY", ", tokens tsvector NOT NULL")
        } else {
            ("integer PRIMARY KEY AUTOINCREMENT", "")
        };
        schema
            .table(
                "search_docs",
                &format!(
                    "key {key},
                     asset_id {{uuid}} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
                     title text NOT NULL,
                     seller text NOT NULL,
                     marks text NOT NULL
                     {tokens}"
                ),
            )
            .await?;
        schema.unique("search_docs", "asset_id").await?;
        let (text, without_rowid) =
            if schema.postgres() { ("text COLLATE \"C\"", "") } else { ("text", " WITHOUT ROWID") };
        schema
            .run(&format!(
                "CREATE TABLE search_terms (term {text} PRIMARY KEY NOT NULL, seen bigint NOT NULL){without_rowid}"
            ))
            .await?;
        schema
            .run(&format!(
                "CREATE TABLE search_variants (
                     variant {text} NOT NULL, term {text} NOT NULL, PRIMARY KEY (variant, term)
                 ){without_rowid}"
            ))
            .await?;
        if schema.postgres() {
            return schema
                .run("CREATE INDEX search_docs_tokens_index ON search_docs USING gin (tokens)")
                .await;
        }
        schema
            .run(
                "CREATE VIRTUAL TABLE search_index USING fts5(
                     words, marks, content='', contentless_delete=1, detail='column',
                     tokenize=\"ascii tokenchars '-_'\")",
            )
            .await?;
        schema
            .run(
                "CREATE TRIGGER search_docs_forget AFTER DELETE ON search_docs
                 BEGIN DELETE FROM search_index WHERE rowid = OLD.key; END",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        schema.drop(&["search_variants", "search_terms", "search_docs"]).await?;
        if schema.postgres() { Ok(()) } else { schema.run("DROP TABLE search_index").await }
    }
}
