//! People: accounts, how they sign in, and those who sell.

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
        users(&schema).await?;
        identities(&schema).await?;
        sessions(&schema).await?;
        sign_in_failures(&schema).await?;
        refresh_tokens(&schema).await?;
        sellers(&schema).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager)
            .drop(&["sellers", "refresh_tokens", "sign_in_failures", "sessions", "identities", "users"])
            .await
    }
}

async fn users(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "users",
            "{id},
             email text NOT NULL,
             email_key text NOT NULL CHECK (email_key = lower(email_key)),
             username text NOT NULL,
             username_key text NOT NULL CHECK (username_key = lower(username_key)),
             display_name text NOT NULL,
             password_hash text,
             staff_role text CHECK (staff_role IN ('moderator', 'admin')),
             email_verified_at {time},
             disabled_at {time},
             locale text,
             currency char(3),
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("users", "email_key").await?;
    schema.unique("users", "username_key").await?;
    schema.index("users", "created_at DESC, id DESC").await?;
    schema.index_where("users", "staff_role", "staff_role IS NOT NULL").await
}

async fn identities(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "identities",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             issuer text NOT NULL,
             subject text NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("identities", "issuer, subject").await?;
    schema.index("identities", "user_id").await
}

async fn sessions(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "sessions",
            "id text PRIMARY KEY NOT NULL CHECK (length(id) = 64),
             user_id {uuid} REFERENCES users (id),
             data {json} NOT NULL,
             ip text,
             user_agent text,
             expires_at {time} NOT NULL,
             last_seen_at {time} NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.index("sessions", "user_id, last_seen_at DESC").await?;
    schema.index("sessions", "expires_at").await
}

async fn sign_in_failures(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "sign_in_failures",
            "{id},
             account_key text NOT NULL CHECK (length(account_key) = 64),
             ip text,
             at {time} NOT NULL",
        )
        .await?;
    schema.index("sign_in_failures", "account_key, at").await?;
    schema.index("sign_in_failures", "at").await
}

async fn refresh_tokens(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "refresh_tokens",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             family_id {uuid} NOT NULL,
             token_hash text NOT NULL CHECK (length(token_hash) = 64),
             expires_at {time} NOT NULL,
             used_at {time},
             revoked_at {time},
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("refresh_tokens", "token_hash").await?;
    schema.index("refresh_tokens", "family_id").await?;
    schema.index("refresh_tokens", "user_id").await?;
    schema.index("refresh_tokens", "expires_at").await
}

async fn sellers(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "sellers",
            "id {uuid} PRIMARY KEY NOT NULL REFERENCES users (id),
             handle text NOT NULL,
             handle_key text NOT NULL CHECK (handle_key = lower(handle_key)),
             display_name text NOT NULL,
             about text NOT NULL DEFAULT '',
             country char(2),
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("sellers", "handle_key").await?;
    schema.index("sellers", "created_at DESC, id DESC").await
}
