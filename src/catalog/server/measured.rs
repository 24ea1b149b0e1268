//! What is known of a file that holds a 3D model, as the database tells it.

use serde::Deserialize;

use crate::catalog::types::MeshFacts;
use crate::db::entities::mesh::{self, MeshUnit};

/// Nothing of it for other files, and while a model has not been read yet.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Measured {
    /// Why it could not be read.
    pub problem: Option<String>,
    unit: Option<String>,
    triangles: Option<i64>,
    vertices: Option<i64>,
    width_mm: Option<f64>,
    depth_mm: Option<f64>,
    height_mm: Option<f64>,
    surface_mm2: Option<f64>,
    volume_mm3: Option<f64>,
    open_edges: Option<i64>,
    crowded_edges: Option<i64>,
    turned_edges: Option<i64>,
    /// The key of a simplified mesh.
    pub preview_key: Option<String>,
}

impl Measured {
    pub fn facts(&self) -> Option<MeshFacts> {
        Some(MeshFacts {
            unit_is_stated: self.unit.as_deref()? == "stated",
            triangles: self.triangles?,
            vertices: self.vertices?,
            size_mm: [self.width_mm?, self.depth_mm?, self.height_mm?],
            surface_mm2: self.surface_mm2?,
            volume_mm3: self.volume_mm3?,
            open_edges: self.open_edges?,
            crowded_edges: self.crowded_edges?,
            turned_edges: self.turned_edges?,
        })
    }
}

impl From<mesh::Model> for Measured {
    fn from(row: mesh::Model) -> Self {
        let unit = row.unit.map(|unit| if unit == MeshUnit::Stated { "stated" } else { "assumed" });
        Self {
            problem: row.problem,
            unit: unit.map(str::to_owned),
            triangles: row.triangles,
            vertices: row.vertices,
            width_mm: row.width_mm,
            depth_mm: row.depth_mm,
            height_mm: row.height_mm,
            surface_mm2: row.surface_mm2,
            volume_mm3: row.volume_mm3,
            open_edges: row.open_edges,
            crowded_edges: row.crowded_edges,
            turned_edges: row.turned_edges,
            preview_key: row.preview_key,
        }
    }
}
