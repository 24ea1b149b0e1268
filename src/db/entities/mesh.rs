//! What was measured of a file that holds a 3D model: its facts, or the problem it has in words.

use sea_orm::entity::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
pub enum MeshUnit {
    Stated,
    /// The format has none: millimetres.
    Assumed,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "meshes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub file_id: Uuid,
    pub problem: Option<String>,
    pub unit: Option<MeshUnit>,
    pub triangles: Option<i64>,
    pub vertices: Option<i64>,
    pub width_mm: Option<f64>,
    pub depth_mm: Option<f64>,
    pub height_mm: Option<f64>,
    pub surface_mm2: Option<f64>,
    /// Negative when it is inside out.
    pub volume_mm3: Option<f64>,
    pub open_edges: Option<i64>,
    pub crowded_edges: Option<i64>,
    pub turned_edges: Option<i64>,
    /// The simplified derivative, open to everybody.
    pub preview_key: Option<String>,
    pub measured_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "file_id", to = "id")]
    pub file: BelongsTo<super::file::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
