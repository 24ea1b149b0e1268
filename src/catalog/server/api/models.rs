//! What was measured of a 3D model, as programs see it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::catalog::media;
use crate::catalog::rules::mesh;
use crate::catalog::server::measured::Measured;
use crate::server::config::Server;

/// Facts of a file that holds a 3D model, or why there are none.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeshBody {
    /// Why it could not be measured, in words; all the rest is null then.
    problem: Option<String>,
    triangles: Option<i64>,
    /// Places, each counted once.
    vertices: Option<i64>,
    /// Along X, Y and Z.
    size_mm: Option<Vec<f64>>,
    /// Whether the format has a unit; otherwise lengths were taken as millimetres.
    unit_is_stated: Option<bool>,
    surface_mm2: Option<f64>,
    /// Null where no space is enclosed.
    volume_mm3: Option<f64>,
    /// Whether it encloses a space, the right way out.
    watertight: Option<bool>,
    /// What keeps it from that, in words.
    not_watertight_because: Option<String>,
    /// Edges of one face only.
    open_edges: Option<i64>,
    /// Edges shared by more than two faces.
    crowded_edges: Option<i64>,
    /// Edges between two faces of which one is turned over.
    turned_edges: Option<i64>,
    /// A simplified GLB to show; never the model itself.
    preview_url: Option<String>,
}

impl MeshBody {
    /// Nothing of files that are no model, and of models whose turn has not come.
    pub fn new(measured: &Measured, server: &Server) -> Option<Self> {
        let facts = measured.facts();
        if facts.is_none() && measured.problem.is_none() {
            return None;
        }
        let facts = facts.as_ref();
        let because = facts.and_then(mesh::not_closed_because);
        let key = measured.preview_key.as_deref().filter(|key| media::is_mesh_key(key));
        Some(Self {
            problem: measured.problem.clone(),
            triangles: facts.map(|facts| facts.triangles),
            vertices: facts.map(|facts| facts.vertices),
            size_mm: facts.map(|facts| facts.size_mm.to_vec()),
            unit_is_stated: facts.map(|facts| facts.unit_is_stated),
            surface_mm2: facts.map(|facts| facts.surface_mm2),
            volume_mm3: facts.filter(|facts| mesh::encloses(facts)).map(|facts| facts.volume_mm3.abs()),
            watertight: facts.map(|_| because.is_none()),
            not_watertight_because: because,
            open_edges: facts.map(|facts| facts.open_edges),
            crowded_edges: facts.map(|facts| facts.crowded_edges),
            turned_edges: facts.map(|facts| facts.turned_edges),
            preview_url: key.map(|key| server.link(&format!("/media/{key}"))),
        })
    }
}
