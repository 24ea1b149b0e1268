//! Versions, their files, and the pictures of a listing.
//! A version that is no draft any more is frozen with its files.

use sea_orm_migration::prelude::*;

use crate::ddl::Schema;

const FROZEN: &str = "a released version cannot be changed";

pub async fn versions(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "versions",
            "{id},
             asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             number text NOT NULL CHECK (number <> ''),
             notes text NOT NULL DEFAULT '',
             content_hash text CHECK (length(content_hash) = 64),
             status text NOT NULL CHECK (status IN ('draft', 'ready', 'yanked')),
             yanked_reason text,
             released_at {time},
             created_at {time} NOT NULL,
             CHECK (status = 'draft' OR (content_hash IS NOT NULL AND released_at IS NOT NULL)),
             CHECK (status <> 'yanked' OR yanked_reason IS NOT NULL)",
        )
        .await?;
    schema.unique("versions", "asset_id, number").await?;
    schema.index("versions", "asset_id, released_at DESC").await?;
    schema.index("versions", "content_hash").await?;
    let changed = "OLD.status <> 'draft' AND (NEW.status = 'draft' OR NEW.asset_id <> OLD.asset_id
        OR NEW.number <> OLD.number OR NEW.content_hash <> OLD.content_hash)";
    schema.refuse("update", "versions", changed, FROZEN).await?;
    schema.refuse("delete", "versions", "OLD.status <> 'draft'", FROZEN).await
}

pub async fn files(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "files",
            "{id},
             version_id {uuid} NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
             name text NOT NULL CHECK (name <> ''),
             size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
             sha256 text NOT NULL CHECK (length(sha256) = 64),
             content_type text NOT NULL,
             storage_key text NOT NULL,
             status text NOT NULL CHECK (status IN ('pending', 'ready', 'rejected')),
             rejected_reason text,
             position integer NOT NULL DEFAULT 0,
             created_at {time} NOT NULL,
             CHECK (status <> 'rejected' OR rejected_reason IS NOT NULL)",
        )
        .await?;
    schema.unique("files", "storage_key").await?;
    schema.unique("files", "version_id, name").await?;
    schema.index("files", "version_id, position").await?;
    schema.index("files", "sha256").await?;

    let released =
        |row: &str| format!("(SELECT status FROM versions WHERE id = {row}.version_id) <> 'draft'");
    let changed = format!(
        "({} OR {}) AND (NEW.version_id <> OLD.version_id OR NEW.name <> OLD.name OR NEW.sha256 <> OLD.sha256
          OR NEW.size_bytes <> OLD.size_bytes OR NEW.storage_key <> OLD.storage_key
          OR NEW.content_type <> OLD.content_type)",
        released("OLD"),
        released("NEW")
    );
    schema.refuse("insert", "files", &released("NEW"), FROZEN).await?;
    schema.refuse("update", "files", &changed, FROZEN).await?;
    schema.refuse("delete", "files", &released("OLD"), FROZEN).await
}

pub async fn previews(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "previews",
            "{id},
             asset_id {uuid} NOT NULL REFERENCES assets (id) ON DELETE CASCADE,
             kind text NOT NULL CHECK (kind IN ('image', 'code', 'mesh')),
             storage_key text,
             width integer CHECK (width > 0),
             height integer CHECK (height > 0),
             alt text NOT NULL DEFAULT '',
             language text,
             text text,
             colour text,
             position integer NOT NULL DEFAULT 0,
             created_at {time} NOT NULL,
             CHECK (kind <> 'code' OR text IS NOT NULL),
             CHECK (kind = 'code' OR storage_key IS NOT NULL),
             CHECK (kind <> 'image' OR (width IS NOT NULL AND height IS NOT NULL))",
        )
        .await?;
    schema.index("previews", "asset_id, position").await
}

pub async fn uploads(schema: &Schema<'_>) -> Result<(), DbErr> {
    schema
        .table(
            "uploads",
            "{id},
             user_id {uuid} NOT NULL REFERENCES users (id),
             version_id {uuid} REFERENCES versions (id) ON DELETE CASCADE,
             file_id {uuid} REFERENCES files (id) ON DELETE CASCADE,
             name text NOT NULL CHECK (name <> ''),
             size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
             sha256 text NOT NULL CHECK (length(sha256) = 64),
             content_type text NOT NULL,
             storage_key text NOT NULL,
             status text NOT NULL CHECK (status IN ('pending', 'complete', 'rejected', 'expired')),
             expires_at {time} NOT NULL,
             created_at {time} NOT NULL",
        )
        .await?;
    schema.unique("uploads", "storage_key").await?;
    schema.index("uploads", "user_id, created_at DESC").await?;
    schema.index("uploads", "version_id").await?;
    schema.index("uploads", "file_id").await?;
    schema.index("uploads", "status, expires_at").await
}

pub async fn point_assets_at_them(schema: &Schema<'_>) -> Result<(), DbErr> {
    if schema.postgres() {
        schema
            .run(
                "ALTER TABLE assets
                   ADD CONSTRAINT assets_current_version_id_fkey FOREIGN KEY (current_version_id)
                     REFERENCES versions (id) DEFERRABLE INITIALLY DEFERRED,
                   ADD CONSTRAINT assets_cover_preview_id_fkey FOREIGN KEY (cover_preview_id)
                     REFERENCES previews (id) DEFERRABLE INITIALLY DEFERRED",
            )
            .await?;
    }
    schema.index("assets", "current_version_id").await?;
    schema.index("assets", "cover_preview_id").await
}

pub async fn let_go_of_assets(schema: &Schema<'_>) -> Result<(), DbErr> {
    if schema.postgres() {
        schema
            .run(
                "ALTER TABLE assets
                   DROP CONSTRAINT assets_current_version_id_fkey,
                   DROP CONSTRAINT assets_cover_preview_id_fkey",
            )
            .await
    } else {
        schema
            .run("UPDATE assets SET status = 'draft', current_version_id = NULL, cover_preview_id = NULL")
            .await
    }
}
