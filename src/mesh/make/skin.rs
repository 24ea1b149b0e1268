//! Solids from rings of points: lathe work, twisted walls, gears, and tubes along a curve.

use std::f32::consts::TAU;

use crate::mesh::{Mesh, Vec3, v3};

/// How the first and the last ring of a skin are finished.
#[derive(Clone, Copy, PartialEq)]
pub enum Ends {
    /// Each closed by a fan about its own middle.
    Caps,
    /// The last ring joined to the first, as in a torus.
    Joined,
}

/// Rings of equally many points, joined one to the next. Points run anticlockwise seen from where the rings are going.
pub fn skin(rings: &[Vec<Vec3>], ends: Ends) -> Mesh {
    let n = rings.first().map_or(0, Vec::len) as u32;
    let mut mesh = Mesh { positions: rings.concat(), triangles: Vec::new() };
    let pairs = if ends == Ends::Joined { rings.len() } else { rings.len() - 1 };
    for ring in 0..pairs as u32 {
        let (low, high) = (ring * n, (ring + 1) % rings.len() as u32 * n);
        for i in 0..n {
            let j = (i + 1) % n;
            quad(&mut mesh, [low + i, low + j, high + j, high + i]);
        }
    }
    if ends == Ends::Caps {
        let last = (rings.len() as u32 - 1) * n;
        let (bottom, top) = (middle(&rings[0]), middle(&rings[rings.len() - 1]));
        let centre = mesh.positions.len() as u32;
        mesh.positions.extend([bottom, top]);
        for i in 0..n {
            let j = (i + 1) % n;
            mesh.triangles.push([centre, j, i]);
            mesh.triangles.push([centre + 1, last + i, last + j]);
        }
    }
    mesh
}

/// The shorter diagonal makes the better triangles.
fn quad(mesh: &mut Mesh, [a, b, c, d]: [u32; 4]) {
    let at = |i: u32| mesh.positions[i as usize];
    if (at(a) - at(c)).length() <= (at(b) - at(d)).length() {
        mesh.triangles.extend([[a, b, c], [a, c, d]]);
    } else {
        mesh.triangles.extend([[a, b, d], [b, c, d]]);
    }
}

fn middle(ring: &[Vec3]) -> Vec3 {
    ring.iter().fold(Vec3::ZERO, |sum, p| sum + *p) / ring.len() as f32
}

/// A ring about the Z axis whose radius depends on the angle.
pub fn polar_ring(steps: usize, z: f32, radius: impl Fn(f32) -> f32) -> Vec<Vec3> {
    (0..steps)
        .map(|i| {
            let angle = i as f32 / steps as f32 * TAU;
            let r = radius(angle);
            v3(r * angle.cos(), r * angle.sin(), z)
        })
        .collect()
}

/// A profile of (radius, height) from the bottom upwards, turned about the Z axis.
pub fn lathe(profile: &[(f32, f32)], steps: usize) -> Mesh {
    let rings: Vec<_> = profile.iter().map(|&(r, z)| polar_ring(steps, z, |_| r.max(1e-3))).collect();
    skin(&rings, Ends::Caps)
}

/// A round section of `radius(t)` carried along a closed curve, `t` from 0 to 1, without twisting about it.
pub fn sweep_closed(
    curve: impl Fn(f32) -> Vec3,
    steps: usize,
    around: usize,
    section: impl Fn(f32, f32) -> (f32, f32),
) -> Mesh {
    let points: Vec<Vec3> = (0..steps).map(|i| curve(i as f32 / steps as f32)).collect();
    let tangent = |i: usize| (points[(i + 1) % steps] - points[(i + steps - 1) % steps]).unit();
    let mut frames = Vec::with_capacity(steps);
    let (mut u, _) = tangent(0).frame();
    for i in 0..=steps {
        let t = tangent(i % steps);
        u = (u - t * u.dot(t)).unit();
        frames.push((u, t.cross(u)));
    }
    // Parallel transport comes back turned; the difference is spread over the whole way.
    let (u0, w0) = frames[0];
    let (un, _) = frames[steps];
    let drift = un.dot(w0).atan2(un.dot(u0));
    let rings: Vec<Vec<Vec3>> = (0..steps)
        .map(|i| {
            let t = i as f32 / steps as f32;
            let (u, w) = frames[i];
            (0..around)
                .map(|k| {
                    let (a, b) = section(t, k as f32 / around as f32 * TAU);
                    let (s, c) = (-drift * t).sin_cos();
                    points[i] + u * (a * c - b * s) + w * (a * s + b * c)
                })
                .collect()
        })
        .collect();
    skin(&rings, Ends::Joined)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_cylinder_is_closed_and_holds_what_it_should() {
        let can = lathe(&[(10.0, 0.0), (10.0, 20.0)], 256);
        assert!(can.is_closed());
        let exact = std::f64::consts::PI * 100.0 * 20.0;
        assert!((can.volume() / exact - 1.0).abs() < 1e-3, "{}", can.volume());
    }

    #[test]
    fn a_torus_is_closed_and_right_side_out() {
        let curve = |t: f32| v3(30.0 * (t * TAU).cos(), 30.0 * (t * TAU).sin(), 0.0);
        let ring = sweep_closed(curve, 90, 40, |_, a| (5.0 * a.cos(), 5.0 * a.sin()));
        assert!(ring.is_closed());
        let exact = 2.0 * std::f64::consts::PI.powi(2) * 30.0 * 25.0;
        assert!((ring.volume() / exact - 1.0).abs() < 0.02, "{}", ring.volume());
    }
}
