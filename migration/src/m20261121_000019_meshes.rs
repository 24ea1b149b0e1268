//! What was measured of files that hold 3D models, and the derivative that is shown of them.

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
        Schema::new(manager)
            .table(
                "meshes",
                "file_id {uuid} PRIMARY KEY NOT NULL REFERENCES files (id) ON DELETE CASCADE,
                 problem text,
                 unit text CHECK (unit IN ('stated', 'assumed')),
                 triangles bigint,
                 vertices bigint,
                 width_mm double precision,
                 depth_mm double precision,
                 height_mm double precision,
                 surface_mm2 double precision,
                 volume_mm3 double precision,
                 open_edges bigint,
                 crowded_edges bigint,
                 turned_edges bigint,
                 preview_key text,
                 measured_at {time} NOT NULL,
                 CHECK (problem IS NOT NULL OR (unit IS NOT NULL AND triangles > 0 AND vertices > 0
                   AND width_mm >= 0 AND depth_mm >= 0 AND height_mm >= 0 AND surface_mm2 >= 0
                   AND volume_mm3 IS NOT NULL AND open_edges >= 0 AND crowded_edges >= 0 AND turned_edges >= 0))",
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        Schema::new(manager).drop(&["meshes"]).await
    }
}
