//! What a buyer owns, fetched and thought of it.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

pub async fn entitlements(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "entitlements",
            "{id},
             order_line_id {uuid} NOT NULL REFERENCES order_lines (id),
             user_id {uuid} NOT NULL REFERENCES users (id),
             asset_id {uuid} NOT NULL REFERENCES assets (id),
             licence_key text NOT NULL CHECK (licence_key <> ''),
             granted_at {time} NOT NULL,
             revoked_at {time}",
        )
        .await?;
    schema.unique("entitlements", "order_line_id").await?;
    schema.unique("entitlements", "licence_key").await?;
    schema.index("entitlements", "user_id, granted_at DESC, id DESC").await?;
    schema.index("entitlements", "user_id, asset_id").await?;
    schema.index("entitlements", "asset_id").await
}

pub async fn downloads(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "downloads",
            "{id},
             entitlement_id {uuid} NOT NULL REFERENCES entitlements (id),
             file_id {uuid} NOT NULL REFERENCES files (id),
             user_id {uuid} NOT NULL REFERENCES users (id),
             ip text,
             user_agent text,
             at {time} NOT NULL",
        )
        .await?;
    schema.index("downloads", "entitlement_id, at DESC").await?;
    schema.index("downloads", "file_id").await?;
    schema.index("downloads", "user_id, at DESC").await?;
    schema.append_only("downloads").await
}

pub async fn reviews(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "reviews",
            "{id},
             asset_id {uuid} NOT NULL REFERENCES assets (id),
             user_id {uuid} NOT NULL REFERENCES users (id),
             order_line_id {uuid} NOT NULL REFERENCES order_lines (id),
             stars integer NOT NULL CHECK (stars BETWEEN 1 AND 5),
             title text NOT NULL DEFAULT '',
             body text NOT NULL DEFAULT '',
             hidden_at {time},
             created_at {time} NOT NULL,
             updated_at {time} NOT NULL",
        )
        .await?;
    schema.unique("reviews", "asset_id, user_id").await?;
    schema.index("reviews", "asset_id, created_at DESC, id DESC").await?;
    schema.index("reviews", "user_id").await?;
    schema.index("reviews", "order_line_id").await
}
