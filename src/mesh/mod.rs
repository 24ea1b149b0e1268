//! Meshes: read from files, measured, made simpler, drawn and written. Everything is deterministic.

mod check;
pub mod decimate;
pub mod glb;
pub mod make;
pub mod measure;
pub mod par;
pub mod preview;
pub mod read;
pub mod render;
pub mod stl;
pub mod vec;
pub mod weld;

pub use vec::{Vec3, v3};

/// Indexed triangles, anticlockwise seen from outside; millimetres.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mesh {
    pub positions: Vec<Vec3>,
    pub triangles: Vec<[u32; 3]>,
}

/// Points that more triangles meet at than this are not smoothed: each would be looked at from each.
const BUSIEST: usize = 256;

impl Mesh {
    pub fn corners(&self, triangle: [u32; 3]) -> [Vec3; 3] {
        triangle.map(|i| self.positions[i as usize])
    }

    /// Twice the area long, pointing outwards.
    pub fn area_normal(&self, triangle: [u32; 3]) -> Vec3 {
        let [a, b, c] = self.corners(triangle);
        (b - a).cross(c - a)
    }

    /// Appends another solid; they stay apart, as two shells of one file.
    pub fn push(&mut self, other: &Self) {
        let base = self.positions.len() as u32;
        self.positions.extend_from_slice(&other.positions);
        self.triangles.extend(other.triangles.iter().map(|t| t.map(|i| i + base)));
    }

    pub fn together<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut all = Self::default();
        parts.into_iter().for_each(|part| all.push(part));
        all
    }

    /// Each point moved by `f`, which must keep left left and right right.
    #[must_use]
    pub fn map(mut self, f: impl Fn(Vec3) -> Vec3) -> Self {
        for p in &mut self.positions {
            *p = f(*p);
        }
        self
    }

    #[must_use]
    pub fn moved(self, by: Vec3) -> Self {
        self.map(|p| p + by)
    }

    /// Moved so that it stands on Z = 0 and its middle is over the origin.
    #[must_use]
    pub fn on_table(self) -> Self {
        let (low, high) = self.bounds();
        self.moved(v3(-(low.x + high.x) / 2.0, -(low.y + high.y) / 2.0, -low.z))
    }

    /// Normals for shading, one per triangle corner: faces that meet at less than `crease` degrees are smoothed.
    pub fn corner_normals(&self, crease: f32) -> Vec<[Vec3; 3]> {
        let limit = crease.to_radians().cos();
        let units: Vec<Vec3> = self.triangles.iter().map(|t| self.area_normal(*t).unit()).collect();
        let (starts, around) = self.around();
        let mut normals = vec![[Vec3::ZERO; 3]; self.triangles.len()];
        for (t, triangle) in self.triangles.iter().enumerate() {
            for corner in 0..3 {
                let at = triangle[corner] as usize;
                let near = &around[starts[at] as usize..starts[at + 1] as usize];
                let mut sum = Vec3::ZERO;
                for &other in if near.len() > BUSIEST { &[] } else { near } {
                    let n = units[other as usize];
                    if units[t].dot(n) >= limit {
                        sum += n * self.angle_at(other as usize, at as u32);
                    }
                }
                let unit = sum.unit();
                normals[t][corner] = if unit == Vec3::ZERO { units[t] } else { unit };
            }
        }
        normals
    }

    /// The angle of a triangle at one of its points: a fairer weight than area where triangles are long and thin.
    fn angle_at(&self, triangle: usize, point: u32) -> f32 {
        let t = self.triangles[triangle];
        let k = t.iter().position(|&i| i == point).unwrap_or(0);
        let at = |n: usize| self.positions[t[(k + n) % 3] as usize];
        let (u, v) = ((at(1) - at(0)).unit(), (at(2) - at(0)).unit());
        arc_cosine(u.dot(v).clamp(-1.0, 1.0))
    }

    /// The triangles around each point: `around[starts[p]..starts[p + 1]]`.
    pub fn around(&self) -> (Vec<u32>, Vec<u32>) {
        let mut starts = vec![0u32; self.positions.len() + 1];
        for t in &self.triangles {
            t.iter().for_each(|&i| starts[i as usize + 1] += 1);
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut next = starts.clone();
        let mut around = vec![0u32; self.triangles.len() * 3];
        for (n, t) in self.triangles.iter().enumerate() {
            for &i in t {
                around[next[i as usize] as usize] = n as u32;
                next[i as usize] += 1;
            }
        }
        (starts, around)
    }
}

/// To a ten-thousandth (Abramowitz and Stegun 4.4.45), at a fraction of the cost.
fn arc_cosine(x: f32) -> f32 {
    let y = x.abs();
    let angle = (1.0 - y).sqrt() * (1.570_728_8 + y * (-0.212_114_4 + y * (0.074_261 - y * 0.018_729_3)));
    if x < 0.0 { std::f32::consts::PI - angle } else { angle }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    /// A cone whose point so many triangles meet at.
    fn tent(sides: u32) -> Mesh {
        let rim = |n: u32| (n as f32 / sides as f32 * std::f32::consts::TAU).sin_cos();
        let around = (0..sides).map(|n| v3(rim(n).1, rim(n).0, 0.0));
        let positions = std::iter::once(v3(0.0, 0.0, 0.3)).chain(around).collect();
        Mesh { positions, triangles: (0..sides).map(|n| [0, n + 1, (n + 1) % sides + 1]).collect() }
    }

    #[test]
    fn the_busiest_points_are_not_smoothed() {
        let smooth = tent(100).corner_normals(40.0);
        assert!(smooth.iter().all(|corners| corners[0].z > 0.9999), "up, at the tip");
        let began = Instant::now();
        let mesh = tent(40_000);
        let flat = mesh.corner_normals(40.0);
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
        assert_eq!(flat[7][0], mesh.area_normal(mesh.triangles[7]).unit());
    }

    #[test]
    fn a_glb_of_a_busy_point_is_soon_written() {
        let mut mesh = tent(30_000);
        // Each of its own normal.
        for (n, p) in (0u32..).zip(&mut mesh.positions) {
            p.z += (n * 7919 % 101) as f32 / 50.0;
        }
        let began = Instant::now();
        let part = glb::GlbPart {
            name: "tent",
            mesh: &mesh,
            colour: Vec3::X,
            roughness: 0.5,
            metallic: 0.0,
            crease: 30.0,
        };
        assert!(!glb::write(&[part], "test").is_empty());
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }
}
