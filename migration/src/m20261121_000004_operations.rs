//! Operations: the audit log, the job outbox, and counters.

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
        audit_events(&schema).await?;
        jobs(&schema).await?;
        counters(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["counters", "jobs", "audit_events"]).await
    }
}

async fn audit_events(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "audit_events",
            "{id},
             seq bigint NOT NULL CHECK (seq > 0),
             actor_id {uuid} REFERENCES users (id),
             actor_role text NOT NULL CHECK (actor_role IN ('system', 'visitor', 'buyer', 'seller',
                 'moderator', 'admin')),
             action text NOT NULL CHECK (action <> ''),
             entity text NOT NULL,
             entity_id text NOT NULL,
             ip text,
             request_id text,
             metadata {json} NOT NULL,
             at {time} NOT NULL,
             prev_hash text NOT NULL CHECK (length(prev_hash) = 64),
             hash text NOT NULL CHECK (length(hash) = 64)",
        )
        .await?;
    schema.unique("audit_events", "seq").await?;
    // A chain has no forks: every event has one successor at most.
    schema.unique("audit_events", "prev_hash").await?;
    schema.unique("audit_events", "hash").await?;
    schema.index("audit_events", "entity, entity_id, seq").await?;
    schema.index("audit_events", "actor_id, seq").await?;
    schema.index("audit_events", "action, seq").await?;
    schema.index("audit_events", "at").await?;
    schema.append_only("audit_events").await
}

async fn jobs(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "jobs",
            "{id},
             kind text NOT NULL CHECK (kind <> ''),
             payload {json} NOT NULL,
             run_at {time} NOT NULL,
             attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
             max_attempts integer NOT NULL CHECK (max_attempts > 0),
             locked_until {time},
             locked_by text,
             done_at {time},
             failed_at {time},
             last_error text,
             dedupe_key text,
             created_at {time} NOT NULL,
             CHECK (done_at IS NULL OR failed_at IS NULL)",
        )
        .await?;
    schema.unique("jobs", "dedupe_key").await?;
    schema.index("jobs", "created_at DESC, id DESC").await?;
    schema.index_where("jobs", "run_at, id", "done_at IS NULL AND failed_at IS NULL").await?;
    schema.index_where("jobs", "failed_at", "failed_at IS NOT NULL").await?;
    schema.index_where("jobs", "done_at", "done_at IS NOT NULL").await
}

async fn counters(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema.table("counters", "name text PRIMARY KEY NOT NULL, value bigint NOT NULL CHECK (value >= 0)").await
}
