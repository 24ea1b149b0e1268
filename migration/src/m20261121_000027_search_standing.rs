//! What a search is narrowed and ranked by stands beside what it is found by, so that a thousand hits are not looked up
//! one by one among wide rows. Triggers keep it true, whoever changes the listing.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 7] = [
    "status",
    "price_from_minor",
    "currency",
    "sales_count",
    "rating_count",
    "rating_hundredths",
    "published_at",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        for (column, kind) in COLUMNS.iter().zip([
            "text NOT NULL DEFAULT ''",
            "bigint NOT NULL DEFAULT 0",
            "text NOT NULL DEFAULT ''",
            "bigint NOT NULL DEFAULT 0",
            "bigint NOT NULL DEFAULT 0",
            "bigint NOT NULL DEFAULT 0",
            "{time}",
        ]) {
            schema.run(&format!("ALTER TABLE search_docs ADD COLUMN {column} {kind}")).await?;
        }
        let all = COLUMNS.join(", ");
        let from_asset =
            format!("({all}) = (SELECT {all} FROM assets WHERE assets.id = search_docs.asset_id)");
        if schema.postgres() {
            schema.run("DROP INDEX search_docs_tokens_index").await?;
        }
        schema.run(&format!("UPDATE search_docs SET {from_asset}")).await?;
        if schema.postgres() {
            // By the second column the newest documents can be asked first.
            schema
                .run("CREATE INDEX search_docs_tokens_index ON search_docs USING gin (tokens, (ARRAY[key >> 12]))")
                .await?;
            // Where its page has room, a row changes without a word to the index.
            schema.run("ALTER TABLE search_docs SET (fillfactor = 85)").await?;
        }
        let new = COLUMNS.map(|column| format!("{column} = NEW.{column}")).join(", ");
        // The rating is computed from these two.
        let watched = COLUMNS.iter().filter(|column| **column != "rating_hundredths").copied();
        let watched = watched.chain(["rating_sum"]).collect::<Vec<_>>().join(", ");
        if schema.postgres() {
            schema
                .run(&format!(
                    "CREATE FUNCTION search_docs_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                         UPDATE search_docs SET {new} WHERE asset_id = NEW.id; RETURN NULL;
                     END $$;
                     CREATE TRIGGER search_docs_follow AFTER UPDATE OF {watched} ON assets
                     FOR EACH ROW EXECUTE FUNCTION search_docs_follow();
                     CREATE FUNCTION search_docs_begin() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                         SELECT {all} INTO {} FROM assets WHERE assets.id = NEW.asset_id; RETURN NEW;
                     END $$;
                     CREATE TRIGGER search_docs_begin BEFORE INSERT ON search_docs
                     FOR EACH ROW EXECUTE FUNCTION search_docs_begin()",
                    COLUMNS.map(|column| format!("NEW.{column}")).join(", ")
                ))
                .await
        } else {
            schema
                .run(&format!(
                    "CREATE TRIGGER search_docs_follow AFTER UPDATE OF {watched} ON assets
                     BEGIN UPDATE search_docs SET {new} WHERE asset_id = NEW.id; END"
                ))
                .await?;
            schema
                .run(&format!(
                    "CREATE TRIGGER search_docs_begin AFTER INSERT ON search_docs
                     BEGIN UPDATE search_docs SET {from_asset} WHERE key = NEW.key; END"
                ))
                .await
        }
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let schema = Schema::new(manager);
        if schema.postgres() {
            schema.run("DROP INDEX search_docs_tokens_index").await?;
            schema.run("CREATE INDEX search_docs_tokens_index ON search_docs USING gin (tokens)").await?;
            schema.run("ALTER TABLE search_docs RESET (fillfactor)").await?;
            schema.run("DROP TRIGGER search_docs_begin ON search_docs").await?;
            schema.run("DROP TRIGGER search_docs_follow ON assets").await?;
            schema.run("DROP FUNCTION search_docs_begin()").await?;
            schema.run("DROP FUNCTION search_docs_follow()").await?;
        } else {
            schema.run("DROP TRIGGER search_docs_begin").await?;
            schema.run("DROP TRIGGER search_docs_follow").await?;
        }
        for column in COLUMNS {
            schema.run(&format!("ALTER TABLE search_docs DROP COLUMN {column}")).await?;
        }
        Ok(())
    }
}
