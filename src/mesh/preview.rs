//! What a shop shows of a model it sells: a simpler, marked derivative of the mesh, never the mesh itself, and a still.

use std::collections::HashMap;
use std::sync::Arc;

use image::RgbImage;

use super::decimate::decimate_within;
use super::glb::{self, GlbPart};
use super::render::camera::view;
use super::render::{Backdrop, Material, Part, Rig, Scene};
use super::{Mesh, Vec3, v3};

/// What it is worked on at, whatever its real size: single precision is at home there.
const WORKING_SIZE: f32 = 100.0;
/// Triangles of the derivative, and what part of the original's it may have.
const MOST: usize = 20_000;
const SHARE: (usize, usize) = (3, 5);
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
const NOTE: &str = "A simplified preview made by the shop, on a coarse raster. Not the model that is sold, and not for printing.";

pub struct Preview {
    mesh: Arc<Mesh>,
    /// From the working size to millimetres.
    scale: f32,
}

impl Preview {
    /// Nothing of a mesh that has no extent.
    pub fn of(mesh: &Mesh) -> Option<Self> {
        let (low, high) = mesh.bounds();
        let largest = (high - low).max_component();
        if !(largest.is_finite() && largest > 0.0) {
            return None;
        }
        let (middle, scale) = ((low + high) * 0.5, largest / WORKING_SIZE);
        let mut work = joined_by_cells(mesh, |p| (p - middle) / scale);
        let target = (work.triangles.len() * SHARE.0 / SHARE.1).clamp(FEWEST, MOST);
        if work.triangles.len() > target {
            let (fewer, _) = decimate_within(&work, target, f32::INFINITY, MOST_PRICED);
            if !fewer.triangles.is_empty() {
                work = fewer;
            }
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

    /// On paper, in the light of a window.
    pub fn still(&self, width: u32, height: u32) -> RgbImage {
        let (from, backdrop) = (view(32.0, 26.0), Backdrop::new(0xE9E2D6, 0xDDD2C1));
        let part = Part { mesh: self.mesh.clone(), material: clay(), paint: None, crease: CREASE };
        let rig = Rig::day(&from, &backdrop);
        Scene { parts: vec![part], view: from, backdrop, rig, glow: None }.render(width, height)
    }
}

fn clay() -> Material {
    Material::matt(0xB9C3CC)
}

/// At the working size; where there are too many triangles, points that share a cell become one.
fn joined_by_cells(mesh: &Mesh, at: impl Fn(Vec3) -> Vec3) -> Mesh {
    let mut cells = 256.0f32;
    loop {
        if mesh.triangles.len() <= MOST_COLLAPSED {
            return mesh.clone().map(at);
        }
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
        for t in &mesh.triangles {
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
            if joined.triangles.len() > 4 * MOST_COLLAPSED {
                joined.triangles.sort_unstable();
                joined.triangles.dedup();
                if joined.triangles.len() > MOST_COLLAPSED {
                    break;
                }
            }
        }
        joined.triangles.sort_unstable();
        joined.triangles.dedup();
        if joined.triangles.len() <= MOST_COLLAPSED || cells < 16.0 {
            joined.triangles.truncate(MOST_COLLAPSED);
            return joined;
        }
        cells /= 1.5;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::mesh::make::skin::lathe;
    use crate::mesh::measure::measure;
    use crate::mesh::read::{Format, Limits, read};

    fn vase() -> Mesh {
        let wall: Vec<_> = (0..60).map(|i| (20.0 + (i as f32 / 5.0).sin() * 4.0, i as f32)).collect();
        lathe(&wall, 60)
    }

    #[test]
    fn a_preview_is_like_the_model_and_is_not_the_model() {
        let vase = vase();
        let preview = Preview::of(&vase).unwrap();
        assert!(preview.triangles() * 5 <= vase.triangles.len() * 3 + 5, "{}", preview.triangles());
        let glb = preview.glb();
        let text = String::from_utf8_lossy(&glb);
        assert!(text.contains("Not the model that is sold") && text.contains("ProSets preview"));
        let again = read(&glb, Format::Glb, &Limits::from_now()).unwrap().welded();
        let (now, before) =
            (measure(&again, &Limits::from_now()).unwrap(), measure(&vase, &Limits::from_now()).unwrap());
        for axis in 0..3 {
            assert!((now.size[axis] / before.size[axis] - 1.0).abs() < 0.02, "{now:?} {before:?}");
        }
        let kept = again.positions.iter().filter(|p| vase.positions.contains(p)).count();
        assert!(kept * 20 < again.positions.len(), "{kept} of {}", again.positions.len());
    }

    #[test]
    fn a_large_mesh_is_joined_by_cells_first() {
        let fine = lathe(
            &(0..400).map(|i| (10.0 + (i as f32 / 20.0).sin(), i as f32 / 10.0)).collect::<Vec<_>>(),
            220,
        );
        assert!(fine.triangles.len() > MOST_COLLAPSED);
        let joined = joined_by_cells(&fine, |p| p);
        assert!(joined.triangles.len() <= MOST_COLLAPSED && joined.triangles.len() > 1000);
    }

    #[test]
    fn small_and_flat_things_have_previews_and_points_have_none() {
        let flat = Mesh { positions: vec![Vec3::ZERO, Vec3::X, Vec3::Y], triangles: vec![[0, 1, 2]] };
        let preview = Preview::of(&flat).unwrap();
        assert_eq!(preview.triangles(), 1);
        assert_eq!(preview.still(60, 40).dimensions(), (60, 40));
        assert!(Preview::of(&flat.clone().map(|p| p * 1e-30)).is_some());
        assert!(Preview::of(&flat.map(|_| Vec3::X)).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn no_mesh_panics(
            points in prop::collection::vec((-9i8..9, -9i8..9, -9i8..9), 3..60),
            corners in prop::collection::vec(any::<[prop::sample::Index; 3]>(), 1..400),
        ) {
            let positions: Vec<_> = points.iter().map(|&(x, y, z)| v3(f32::from(x), f32::from(y), f32::from(z))).collect();
            let triangles = corners.iter().map(|t| t.map(|i| i.index(positions.len()) as u32)).collect();
            if let Some(preview) = Preview::of(&Mesh { positions, triangles }.welded()) {
                let _ = preview.glb();
                let _ = preview.still(48, 36);
            }
        }
    }
}
