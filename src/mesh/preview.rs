//! What a shop shows of a model it sells: a simpler, marked derivative of the mesh, never the mesh itself, and a still.

use std::collections::HashMap;
use std::sync::Arc;

use image::RgbImage;

use super::decimate::decimate_within;
use super::glb::{self, GlbPart};
use super::read::{Limits, ReadResult};
use super::render::camera::view;
use super::render::{Backdrop, Effort, Material, Part, Rig, Scene};
use super::{Mesh, Vec3, v3};

/// What it is worked on at, whatever its real size: single precision is at home there.
const WORKING_SIZE: f32 = 100.0;
/// Triangles of the derivative, and what part of the original's it may have.
const MOST: usize = 20_000;
const SHARE: (usize, usize) = (3, 5);
/// What cannot be collapsed to so many is joined by cells, however coarse.
const MOST_SHOWN: usize = 2 * MOST;
/// Below this a shape would fall apart; its corners are still moved to the raster.
const FEWEST: usize = 200;
/// Corners lie on a raster of so many steps along the longest side.
const RASTER: f32 = 1024.0;
/// More triangles than this are first joined by cells, for collapsing edges takes memory.
const MOST_COLLAPSED: usize = 150_000;
/// Cells in use at once; fewer and larger ones are tried where it takes more.
const MOST_CELLS: usize = 500_000;
/// Edges looked at while it is made simpler: three times what an ordinary mesh of that many triangles takes.
const MOST_PRICED: usize = 15 * MOST_COLLAPSED;
/// Faces that meet at less than this are smoothed.
const CREASE: f32 = 32.0;
/// An ordinary still takes a tenth of it: a second or two where large triangles stand in front of each other.
const EFFORT: Effort = Effort { cells: 2_500_000_000, spots: 1_500_000 };
const NOTE: &str = "A simplified preview made by the shop, on a coarse raster. Not the model that is sold, and not for printing.";

pub struct Preview {
    mesh: Arc<Mesh>,
    /// From the working size to millimetres.
    scale: f32,
}

impl Preview {
    /// Nothing of a mesh that has no extent, or that takes too long.
    pub fn of(mesh: &Mesh, limits: &Limits) -> Option<Self> {
        let (low, high) = mesh.bounds();
        let largest = (high - low).max_component();
        if !(largest.is_finite() && largest > 0.0) {
            return None;
        }
        let (middle, scale) = ((low + high) * 0.5, largest / WORKING_SIZE);
        let mut work = joined_by_cells(mesh, MOST_COLLAPSED, limits, |p| (p - middle) / scale).ok()?;
        let target = (work.triangles.len() * SHARE.0 / SHARE.1).clamp(FEWEST, MOST);
        if work.triangles.len() > target {
            let (fewer, _) = decimate_within(&work, target, f32::INFINITY, MOST_PRICED);
            if !fewer.triangles.is_empty() {
                work = fewer;
            }
        }
        if work.triangles.len() > MOST_SHOWN {
            work = joined_by_cells(&work, MOST_SHOWN, limits, |p| p).ok()?;
        }
        let step = WORKING_SIZE / RASTER;
        let coarse = work.clone().map(|p| p.map(|n| (n / step).round() * step)).welded();
        let mesh = if coarse.triangles.is_empty() { work } else { coarse };
        (!mesh.triangles.is_empty()).then(|| Self { mesh: Arc::new(mesh.on_table()), scale })
    }

    pub fn triangles(&self) -> usize {
        self.mesh.triangles.len()
    }

    /// In its real size.
    pub fn glb(&self) -> Vec<u8> {
        let mesh = (*self.mesh).clone().map(|p| p * self.scale);
        let material = clay();
        let part = GlbPart {
            name: "preview",
            mesh: &mesh,
            colour: material.colour,
            roughness: material.roughness,
            metallic: 0.0,
            crease: CREASE,
        };
        glb::write_marked(&[part], "ProSets preview", Some(NOTE))
    }

    /// On paper, in the light of a window; nothing of what would take too long to draw.
    pub fn still(&self, width: u32, height: u32) -> Option<RgbImage> {
        self.scene().render_within(width, height, EFFORT)
    }

    fn scene(&self) -> Scene {
        let (from, backdrop) = (view(32.0, 26.0), Backdrop::new(0xE9E2D6, 0xDDD2C1));
        let part = Part { mesh: self.mesh.clone(), material: clay(), paint: None, crease: CREASE };
        let rig = Rig::day(&from, &backdrop);
        Scene { parts: vec![part], view: from, backdrop, rig, glow: None }
    }
}

fn clay() -> Material {
    Material::matt(0xB9C3CC)
}

/// At the working size; where there are too many triangles, points that share a cell become one.
fn joined_by_cells(mesh: &Mesh, most: usize, limits: &Limits, at: impl Fn(Vec3) -> Vec3) -> ReadResult<Mesh> {
    let mut cells = 256.0f32;
    loop {
        if mesh.triangles.len() <= most {
            return Ok(mesh.clone().map(at));
        }
        limits.check_time()?;
        let cell = WORKING_SIZE / cells;
        let mut names: HashMap<[i32; 3], u32> = HashMap::new();
        let mut joined = Mesh::default();
        let mut renamed: Vec<u32> = Vec::with_capacity(mesh.positions.len());
        for p in &mesh.positions {
            let place = at(*p) / cell;
            let place = place.to_array().map(|n| n.round() as i32);
            let name = names.entry(place).or_insert_with(|| {
                let [x, y, z] = place.map(|n| n as f32 * cell);
                joined.positions.push(v3(x, y, z));
                joined.positions.len() as u32 - 1
            });
            renamed.push(*name);
            if names.len() > MOST_CELLS {
                break;
            }
        }
        if names.len() > MOST_CELLS {
            cells /= 1.5;
            continue;
        }
        drop(names);
        for (n, t) in mesh.triangles.iter().enumerate() {
            if n.is_multiple_of(1 << 16) {
                limits.check_time()?;
            }
            let [a, b, c] = t.map(|i| renamed[i as usize]);
            if a != b && b != c && a != c {
                // Turned so that equal ones look equal.
                let least = a.min(b).min(c);
                joined.triangles.push(if a == least {
                    [a, b, c]
                } else if b == least {
                    [b, c, a]
                } else {
                    [c, a, b]
                });
            }
            if joined.triangles.len() > 4 * most {
                joined.triangles.sort_unstable();
                joined.triangles.dedup();
                if joined.triangles.len() > most {
                    break;
                }
            }
        }
        joined.triangles.sort_unstable();
        joined.triangles.dedup();
        if joined.triangles.len() <= most || cells < 16.0 {
            joined.triangles.truncate(most);
            return Ok(joined);
        }
        cells /= 1.5;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
