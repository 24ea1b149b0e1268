//! Listings and what they are filed under.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

pub async fn categories(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "categories",
            "{id},
             slug text NOT NULL,
             name text NOT NULL,
             parent_id {uuid} REFERENCES categories (id),
             position integer NOT NULL DEFAULT 0,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("categories", "slug").await?;
    schema.index("categories", "parent_id, position").await
}

pub async fn tags(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "tags",
            "{id},
             slug text NOT NULL,
             name text NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("tags", "slug").await
}

pub async fn assets(schema: &Schema<'_>) -> Result<(), DbErr> {
    // Versions and previews point at assets and assets at them. Deferred, so that a listing can be written in
    // any order; PostgreSQL gets the two references once those tables are there.
    let (version, preview) = if schema.postgres() {
        ("", "")
    } else {
        (
            "REFERENCES versions (id) DEFERRABLE INITIALLY DEFERRED",
            "REFERENCES previews (id) DEFERRABLE INITIALLY DEFERRED",
        )
    };
    schema
        .table(
            "assets",
            &format!(
                "{{id}},
                 seller_id {{uuid}} NOT NULL REFERENCES sellers (id),
                 category_id {{uuid}} REFERENCES categories (id),
                 current_version_id {{uuid}} {version},
                 cover_preview_id {{uuid}} {preview},
                 slug text NOT NULL CHECK (slug <> ''),
                 title text NOT NULL CHECK (title <> ''),
                 kind text NOT NULL CHECK (kind IN ('model', 'snippet', 'template', 'module')),
                 summary text NOT NULL DEFAULT '',
                 description text NOT NULL DEFAULT '',
                 search_text text NOT NULL DEFAULT '',
                 status text NOT NULL CHECK (status IN ('draft', 'published', 'unpublished', 'removed')),
                 price_from_minor bigint NOT NULL DEFAULT 0 CHECK (price_from_minor >= 0),
                 {{currency}},
                 published_at {{time}},
                 sales_count bigint NOT NULL DEFAULT 0 CHECK (sales_count >= 0),
                 rating_sum bigint NOT NULL DEFAULT 0,
                 rating_count bigint NOT NULL DEFAULT 0 CHECK (rating_count >= 0),
                 rating_hundredths bigint NOT NULL GENERATED ALWAYS AS (
                     CASE WHEN rating_count = 0 THEN 0 ELSE rating_sum * 100 / rating_count END
                 ) STORED,
                 lock_version bigint NOT NULL DEFAULT 0,
                 created_at {{time}} NOT NULL,
                 updated_at {{time}} NOT NULL,
                 CHECK (rating_sum BETWEEN rating_count AND rating_count * 5),
                 CHECK (status <> 'published' OR (published_at IS NOT NULL AND current_version_id IS NOT NULL))"
            ),
        )
        .await?;
    schema.unique("assets", "slug").await?;
    schema.index("assets", "status, published_at DESC, id DESC").await?;
    schema.index("assets", "status, kind, published_at DESC, id DESC").await?;
    schema.index("assets", "status, category_id, published_at DESC, id DESC").await?;
    schema.index("assets", "status, price_from_minor, id").await?;
    schema.index("assets", "status, sales_count DESC, id DESC").await?;
    schema.index("assets", "status, rating_hundredths DESC, id DESC").await?;
    schema.index("assets", "seller_id, status, published_at DESC, id DESC").await?;
    schema.index("assets", "seller_id, updated_at DESC").await?;
    schema.index("assets", "created_at DESC, id DESC").await
}

pub async fn asset_tags(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "asset_tags",
            "asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             tag_id {uuid} NOT NULL REFERENCES tags (id),
             PRIMARY KEY (asset_id, tag_id)",
        )
        .await?;
    schema.index("asset_tags", "tag_id, asset_id").await
}

pub async fn licences(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "licences",
            "{id},
             asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             code text NOT NULL CHECK (code <> ''),
             name text NOT NULL,
             terms text NOT NULL,
             price_minor bigint NOT NULL CHECK (price_minor >= 0),
             {currency},
             active boolean NOT NULL,
             position integer NOT NULL DEFAULT 0,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("licences", "asset_id, code").await?;
    schema.index("licences", "code, asset_id").await
}

pub async fn takedowns(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "takedowns",
            "{id},
             asset_id {uuid} NOT NULL REFERENCES assets (id),
             moderator_id {uuid} NOT NULL REFERENCES users (id),
             reason text NOT NULL CHECK (reason <> ''),
             lifted_at {time},
             created_at {time} NOT NULL",
        )
        .await?;
    schema.index("takedowns", "asset_id, created_at DESC").await?;
    schema.unique_where("takedowns", "asset_id", "lifted_at IS NULL").await
}

pub async fn wishlist_items(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "wishlist_items",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("wishlist_items", "user_id, asset_id").await?;
    schema.index("wishlist_items", "user_id, created_at DESC").await?;
    schema.index("wishlist_items", "asset_id").await
}
