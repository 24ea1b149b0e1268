//! What can be said of a mesh: how large it is, how much it holds, and whether it is closed.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

use super::read::{Limits, ReadResult};
use super::{Mesh, Vec3};

/// Of a welded mesh; millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measures {
    pub triangles: usize,
    pub vertices: usize,
    /// Along X, Y and Z.
    pub size: [f64; 3],
    pub surface_mm2: f64,
    /// Negative when it is inside out; means nothing while it is not closed.
    pub volume_mm3: f64,
    pub edges: Edges,
}

impl Measures {
    /// Whether both are of one solid, as far as can be told: the same file saved in two formats is.
    pub fn same_solid(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-4 * a.abs().max(b.abs());
        (self.triangles, self.vertices) == (other.triangles, other.vertices)
            && self.size.iter().zip(other.size).all(|(a, b)| near(*a, b))
            && near(self.surface_mm2, other.surface_mm2)
            && near(self.volume_mm3, other.volume_mm3)
    }
}

/// Edges that keep a mesh from enclosing a space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edges {
    /// Of one face only.
    pub open: usize,
    /// Shared by more than two faces.
    pub crowded: usize,
    /// Between two faces of which one is turned over.
    pub turned: usize,
}

impl Edges {
    pub fn are_sound(&self) -> bool {
        *self == Self::default()
    }
}

/// Edges counted at a time, so that a large mesh takes tens of megabytes for it rather than hundreds.
const AT_ONCE: usize = 1_500_000;

pub fn measure(mesh: &Mesh, limits: &Limits) -> ReadResult<Measures> {
    let (low, high) = mesh.bounds();
    let middle = (low + high) * 0.5;
    let (mut surface, mut volume) = (0.0, 0.0);
    for triangle in &mesh.triangles {
        let [a, b, c] = mesh.corners(*triangle).map(|p| wide(p - middle));
        let (ab, ac) = (minus(b, a), minus(c, a));
        let normal = cross(ab, ac);
        surface += dot(normal, normal).sqrt() / 2.0;
        volume += dot(a, cross(b, c)) / 6.0;
    }
    limits.check_time()?;
    let size = wide(high - low);
    Ok(Measures {
        triangles: mesh.triangles.len(),
        vertices: mesh.positions.len(),
        size,
        surface_mm2: surface,
        volume_mm3: volume,
        edges: edges(mesh, AT_ONCE, limits)?,
    })
}

fn edges(mesh: &Mesh, at_once: usize, limits: &Limits) -> ReadResult<Edges> {
    // Shares of about equal size whatever the mesh: the multiplier is not known outside.
    let shares = (mesh.triangles.len() * 3).div_ceil(2 * at_once).max(1) as u64;
    let multiplier = RandomState::new().hash_one(shares) | 1;
    let mut found = Edges::default();
    let mut uses: HashMap<u64, (u32, u32)> = HashMap::new();
    for share in 0..shares {
        uses.clear();
        for (n, t) in mesh.triangles.iter().enumerate() {
            if n.is_multiple_of(1 << 16) {
                limits.check_time()?;
            }
            for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
                let edge = (u64::from(a.min(b)) << 32) | u64::from(a.max(b));
                if (edge.wrapping_mul(multiplier) >> 40) % shares != share {
                    continue;
                }
                let ways = uses.entry(edge).or_default();
                if a < b {
                    ways.0 = ways.0.saturating_add(1);
                } else {
                    ways.1 = ways.1.saturating_add(1);
                }
            }
        }
        for ways in uses.values() {
            match ways {
                (1, 1) => {}
                (1, 0) | (0, 1) => found.open += 1,
                (2, 0) | (0, 2) => found.turned += 1,
                _ => found.crowded += 1,
            }
        }
    }
    Ok(found)
}

fn wide(p: Vec3) -> [f64; 3] {
    p.to_array().map(f64::from)
}

fn minus(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn cross(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::mesh::v3;

    /// 10 × 20 × 30 mm, away from the origin.
    fn brick() -> Mesh {
        let corner = |i: u32| {
            v3(
                if i & 1 == 0 { 5.0 } else { 15.0 },
                if i & 2 == 0 { 0.0 } else { 20.0 },
                if i & 4 == 0 { 0.0 } else { 30.0 },
            )
        };
        let sides = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5]];
        Mesh {
            positions: (0..8).map(corner).collect(),
            triangles: sides.iter().flat_map(|&[a, b, c, d]| [[a, b, c], [a, c, d]]).collect(),
        }
    }

    fn of(mesh: &Mesh) -> Measures {
        measure(mesh, &Limits::from_now()).unwrap()
    }

    #[test]
    fn a_brick_is_measured() {
        let found = of(&brick());
        assert_eq!((found.triangles, found.vertices), (12, 8));
        assert_eq!(found.size, [10.0, 20.0, 30.0]);
        assert!((found.surface_mm2 - 2200.0).abs() < 1e-6 && (found.volume_mm3 - 6000.0).abs() < 1e-6);
        assert!(found.edges.are_sound());
    }

    #[test]
    fn what_keeps_it_from_being_closed_is_counted() {
        let mut holed = brick();
        holed.triangles.pop();
        assert_eq!(of(&holed).edges, Edges { open: 3, ..Edges::default() });
        let mut turned = brick();
        turned.triangles[0].swap(0, 1);
        assert_eq!(of(&turned).edges, Edges { turned: 3, ..Edges::default() });
        let mut crowded = brick();
        crowded.positions.push(v3(99.0, 0.0, 0.0));
        crowded.triangles.push([0, 1, 8]);
        assert_eq!(of(&crowded).edges, Edges { open: 2, crowded: 1, turned: 0 });
        let mut inside_out = brick();
        inside_out.triangles.iter_mut().for_each(|t| t.swap(0, 1));
        let found = of(&inside_out);
        assert!(found.edges.are_sound() && found.volume_mm3 < -5999.0);
    }

    #[test]
    fn one_solid_is_known_again() {
        let first = of(&brick());
        assert!(first.same_solid(&of(&brick().map(|p| p * (1.0 + 1e-6)))));
        assert!(!first.same_solid(&of(&brick().map(|p| p * 1.01))));
        let mut holed = brick();
        holed.triangles.pop();
        assert!(!first.same_solid(&of(&holed)));
    }

    #[test]
    fn counting_in_shares_changes_nothing() {
        let mut mesh = brick();
        mesh.triangles.truncate(9);
        let limits = Limits::from_now();
        assert_eq!(edges(&mesh, 1, &limits).unwrap(), edges(&mesh, 1000, &limits).unwrap());
    }
}
