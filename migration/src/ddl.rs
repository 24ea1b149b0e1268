//! What the migrations are written with: plain SQL that both databases take, with the few words they spell
//! differently between braces, and names for indexes and triggers that follow from table and columns.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// `{id}`, `{uuid}`, `{time}`, `{json}`, `{currency}` and what they are on PostgreSQL and on SQLite.
const WORDS: [(&str, &str, &str); 5] = [
    ("{id}", "id uuid PRIMARY KEY NOT NULL", "id uuid_text PRIMARY KEY NOT NULL"),
    ("{uuid}", "uuid", "uuid_text"),
    ("{time}", "timestamp with time zone", "timestamp_with_timezone_text"),
    ("{json}", "jsonb", "jsonb_text"),
    ("{currency}", CURRENCY, CURRENCY),
];
const CURRENCY: &str =
    "currency char(3) NOT NULL CHECK (length(currency) = 3 AND currency = upper(currency))";

pub struct Schema<'a> {
    manager: &'a SchemaManager<'a>,
}

impl<'a> Schema<'a> {
    pub fn new(manager: &'a SchemaManager<'a>) -> Self {
        Self { manager }
    }

    pub fn postgres(&self) -> bool {
        self.manager.get_database_backend() == DbBackend::Postgres
    }

    pub async fn run(&self, sql: &str) -> Result<(), DbErr> {
        let mut sql = sql.to_owned();
        for (word, postgres, sqlite) in WORDS {
            sql = sql.replace(word, if self.postgres() { postgres } else { sqlite });
        }
        self.manager.get_connection().execute_unprepared(&sql).await.map(|_| ())
    }

    pub async fn table(&self, name: &str, columns: &str) -> Result<(), DbErr> {
        self.run(&format!("CREATE TABLE {name} ({columns})")).await
    }

    /// `columns` as in SQL: `status, published_at DESC`.
    pub async fn index(&self, table: &str, columns: &str) -> Result<(), DbErr> {
        let name = index_name(table, columns, "index");
        self.run(&format!("CREATE INDEX {name} ON {table} ({columns})")).await
    }

    /// Named `<table>_<columns>_unique`; the server recognises violations by that name.
    pub async fn unique(&self, table: &str, columns: &str) -> Result<(), DbErr> {
        let name = index_name(table, columns, "unique");
        self.run(&format!("CREATE UNIQUE INDEX {name} ON {table} ({columns})")).await
    }

    pub async fn index_where(&self, table: &str, columns: &str, filter: &str) -> Result<(), DbErr> {
        let name = index_name(table, columns, "partial");
        self.run(&format!("CREATE INDEX {name} ON {table} ({columns}) WHERE {filter}")).await
    }

    pub async fn unique_where(&self, table: &str, columns: &str, filter: &str) -> Result<(), DbErr> {
        let name = index_name(table, columns, "unique");
        self.run(&format!("CREATE UNIQUE INDEX {name} ON {table} ({columns}) WHERE {filter}")).await
    }

    /// Refuses `event` (insert, update, delete) on rows for which `when`, which may speak of OLD and NEW, holds.
    pub async fn refuse(&self, event: &str, table: &str, when: &str, why: &str) -> Result<(), DbErr> {
        let name = format!("{table}_refuse_{event}");
        if self.postgres() {
            self.run(&format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                     IF {when} THEN RAISE EXCEPTION '{why}' USING ERRCODE = 'restrict_violation'; END IF;
                     IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                     RETURN NEW;
                 END $$;
                 CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            ))
            .await
        } else {
            self.run(&format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when}
                 BEGIN SELECT RAISE(ABORT, '{why}'); END"
            ))
            .await
        }
    }

    /// Rows are written once and stay as they are.
    pub async fn append_only(&self, table: &str) -> Result<(), DbErr> {
        let why = format!("{table} is append-only");
        self.refuse("update", table, "TRUE", &why).await?;
        self.refuse("delete", table, "TRUE", &why).await
    }

    /// Drops tables in the order given, with their indexes, triggers and trigger functions.
    pub async fn drop(&self, tables: &[&str]) -> Result<(), DbErr> {
        for table in tables {
            self.run(&format!("DROP TABLE {table}")).await?;
            if self.postgres() {
                for event in ["insert", "update", "delete"] {
                    self.run(&format!("DROP FUNCTION IF EXISTS {table}_refuse_{event}()")).await?;
                }
            }
        }
        Ok(())
    }
}

fn index_name(table: &str, columns: &str, ending: &str) -> String {
    let columns: Vec<&str> = columns.split(',').filter_map(|c| c.split_whitespace().next()).collect();
    format!("{table}_{}_{ending}", columns.join("_"))
}
