//! The solids the demo shop sells: each file builds one listing's pieces and says how to photograph them.

mod cable_comb;
mod chain;
mod chess;
mod chess_knight;
mod coasters;
mod dice;
mod fox;
mod gears;
mod gyroid_planter;
mod hex_drawers;
mod honeycomb_tray;
mod lamp_shade;
mod moon;
mod ripple_bowl;
mod shots;
mod twisted_vase;
mod wall_hooks;

use std::sync::Arc;

use crate::mesh::decimate::decimate;
use crate::mesh::make::mend::apart;
use crate::mesh::render::{Material, Part, Scene};
use crate::mesh::{Mesh, Vec3, v3};
pub use shots::{paper, studio};

/// How fine a solid is built: about 1 for the shop, more where it must be quick.
#[derive(Clone, Copy)]
pub struct Grain(pub f32);

impl Grain {
    pub const FULL: Self = Self(1.15);
    pub const COARSE: Self = Self(3.0);

    /// A cell size in millimetres.
    pub fn cell(self, fine: f32) -> f32 {
        fine * self.0
    }
    /// A number of steps around or along.
    pub fn steps(self, fine: usize) -> usize {
        ((fine as f32 / self.0) as usize).max(8).next_multiple_of(4)
    }
}

/// One solid of a model: one STL file, one node of the GLB.
#[derive(Clone)]
pub struct Piece {
    pub name: &'static str,
    pub mesh: Arc<Mesh>,
    pub material: Material,
    pub crease: f32,
}

impl Piece {
    /// Keeps the triangles that matter to a twentieth of a layer.
    fn lean(name: &'static str, mesh: &Mesh, material: Material, crease: f32) -> Self {
        Self::leaner(name, mesh, 0.012, material, crease)
    }

    /// As near to the field as `tolerance` millimetres.
    fn leaner(name: &'static str, mesh: &Mesh, tolerance: f32, material: Material, crease: f32) -> Self {
        Self::new(name, decimate(mesh, 0, tolerance), material, crease)
    }

    fn new(name: &'static str, mesh: Mesh, material: Material, crease: f32) -> Self {
        Self { name, mesh: Arc::new(apart(mesh)), material, crease }
    }

    pub fn part(&self) -> Part {
        Part { mesh: self.mesh.clone(), material: self.material, paint: None, crease: self.crease }
    }

    /// As it is, but elsewhere: `f` moves and turns.
    pub fn placed(&self, f: impl Fn(Vec3) -> Vec3) -> Part {
        Part { mesh: Arc::new((*self.mesh).clone().map(f)), ..self.part() }
    }

    pub fn in_colour(&self, material: Material) -> Self {
        Self { material, ..self.clone() }
    }
}

impl Part {
    #[must_use]
    pub fn with_paint(self, paint: impl Fn(Vec3) -> Option<Vec3> + Send + Sync + 'static) -> Self {
        Self { paint: Some(Arc::new(paint)), ..self }
    }

    /// Painted in two colours: triangles whose middle is `chosen` get the other material.
    pub fn painted(self, other: Material, chosen: impl Fn(Vec3, Vec3) -> bool) -> [Self; 2] {
        let (mut plain, mut paint) = ((*self.mesh).clone(), (*self.mesh).clone());
        let is = |t: &[u32; 3]| {
            let [a, b, c] = self.mesh.corners(*t);
            chosen((a + b + c) / 3.0, self.mesh.area_normal(*t).unit())
        };
        plain.triangles.retain(|t| !is(t));
        paint.triangles.retain(is);
        [
            Self { mesh: Arc::new(paint), material: other, paint: None, crease: self.crease },
            Self { mesh: Arc::new(plain), ..self },
        ]
    }
}

/// A picture to be taken: what it shows, in words, and the set.
pub struct Shot {
    pub alt: &'static str,
    pub scene: fn(&[Piece]) -> Scene,
}

pub struct Model {
    pub slug: &'static str,
    pub build: fn(Grain) -> Vec<Piece>,
    pub shots: &'static [Shot],
}

pub const ALL: &[Model] = &[
    gyroid_planter::MODEL,
    lamp_shade::MODEL,
    gears::MODEL,
    twisted_vase::MODEL,
    honeycomb_tray::MODEL,
    chain::MODEL,
    wall_hooks::MODEL,
    coasters::MODEL,
    fox::MODEL,
    hex_drawers::MODEL,
    cable_comb::MODEL,
    chess::MODEL,
    dice::MODEL,
    ripple_bowl::MODEL,
    moon::MODEL,
];

/// Between two pieces on the plate, in millimetres.
const GAP: f32 = 6.0;

/// Side by side as they are printed, in rows: where solids overlap, a printer cannot tell one from the other.
pub fn on_plate(pieces: &[Piece]) -> Vec<Piece> {
    let standing: Vec<Mesh> = pieces.iter().map(|piece| (*piece.mesh).clone().on_table()).collect();
    let spans: Vec<Vec3> = standing.iter().map(Mesh::bounds).map(|(low, high)| high - low).collect();
    let widest = spans.iter().map(|span| span.x).fold(0.0, f32::max);
    let area: f32 = spans.iter().map(|span| (span.x + GAP) * (span.y + GAP)).sum();
    let end = widest.max(area.sqrt() * 1.2);
    let (mut x, mut y, mut deep) = (0.0f32, 0.0f32, 0.0f32);
    let mut placed = Vec::with_capacity(pieces.len());
    for ((piece, mesh), span) in pieces.iter().zip(standing).zip(spans) {
        if x > 0.0 && x + span.x > end {
            (x, y, deep) = (0.0, y + deep + GAP, 0.0);
        }
        let mesh = mesh.moved(v3(x + span.x / 2.0, y + span.y / 2.0, 0.0));
        placed.push(Piece { mesh: Arc::new(mesh), ..piece.clone() });
        (x, deep) = (x + span.x + GAP, deep.max(span.y));
    }
    placed
}

/// All pieces as one mesh.
pub fn whole(pieces: &[Piece]) -> Mesh {
    Mesh::together(pieces.iter().map(|p| &*p.mesh))
}
