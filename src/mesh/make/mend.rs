//! Edges where four triangles meet, as thin walls sometimes have, taken apart into two edges;
//! and points that lie at one place, which files do not tell from one point.

use std::collections::{HashMap, HashSet};

use crate::mesh::{Mesh, Vec3};

/// Gives each pair of triangles at a pinched edge a middle point of its own.
pub fn unpinch(mut mesh: Mesh) -> Mesh {
    for _ in 0..6 {
        let pinched = pinched(&mesh);
        if pinched.is_empty() {
            break;
        }
        let mut touched = HashSet::new();
        for ((a, b), around) in pinched {
            // A neighbour of what was just split waits for the next round.
            if around.iter().any(|t| touched.contains(t)) {
                continue;
            }
            for pair in pairs(&mesh, a, b, &around) {
                split(&mut mesh, a, b, pair);
            }
            touched.extend(around);
        }
    }
    mesh
}

/// Parts of a millimetre that points of their own are apart at least.
const APART: f32 = 1.0 / 256.0;

/// Draws points that lie at one place a little way into a triangle of theirs, so that they stay several
/// in a file that gives every triangle its own points.
pub fn apart(mut mesh: Mesh) -> Mesh {
    let (starts, around) = mesh.around();
    for _ in 0..8 {
        let mut taken = HashSet::with_capacity(mesh.positions.len());
        let mut moved = false;
        for point in 0..mesh.positions.len() {
            let Some(&first) =
                around.get(starts[point] as usize..starts[point + 1] as usize).and_then(<[_]>::first)
            else {
                continue;
            };
            let here = mesh.positions[point];
            if taken.insert(here.to_array().map(|n| (n / APART).round() as i64)) {
                continue;
            }
            let [a, b, c] = mesh.corners(mesh.triangles[first as usize]);
            mesh.positions[point] = here.lerp((a + b + c) / 3.0, 0.06);
            moved = true;
        }
        if !moved {
            break;
        }
    }
    mesh
}

fn pinched(mesh: &Mesh) -> Vec<((u32, u32), Vec<u32>)> {
    let mut at: HashMap<(u32, u32), Vec<u32>> = HashMap::with_capacity(mesh.triangles.len() * 3 / 2);
    for (n, t) in mesh.triangles.iter().enumerate() {
        for (a, b) in sides(*t) {
            at.entry((a.min(b), a.max(b))).or_default().push(n as u32);
        }
    }
    let mut found: Vec<_> = at.into_iter().filter(|(_, around)| around.len() == 4).collect();
    found.retain(|((a, b), around)| pairs(mesh, *a, *b, around).len() == 2);
    found.sort_unstable();
    found
}

fn sides(t: [u32; 3]) -> [(u32, u32); 3] {
    [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])]
}

/// The corner of a triangle that is not on the edge.
fn apex(mesh: &Mesh, triangle: u32, a: u32, b: u32) -> Vec3 {
    let far = mesh.triangles[triangle as usize].into_iter().find(|&i| i != a && i != b);
    far.map_or(Vec3::ZERO, |i| mesh.positions[i as usize])
}

/// Triangles that lie nearest to each other and run along the edge in opposite ways.
fn pairs(mesh: &Mesh, a: u32, b: u32, around: &[u32]) -> Vec<[u32; 2]> {
    let (up, down): (Vec<u32>, Vec<u32>) =
        around.iter().partition(|&&t| sides(mesh.triangles[t as usize]).contains(&(a, b)));
    let (&[u0, u1], &[d0, d1]) = (up.as_slice(), down.as_slice()) else { return Vec::new() };
    let middle = (mesh.positions[a as usize] + mesh.positions[b as usize]) * 0.5;
    let to = |t: u32| (apex(mesh, t, a, b) - middle).unit();
    // Two triangles with the same far corner would make a flake.
    let near = |t: u32, s: u32| {
        let (t, s) = (to(t), to(s));
        if t == s { -9.0 } else { t.dot(s) }
    };
    let straight = near(u0, d0) + near(u1, d1);
    let crossed = near(u0, d1) + near(u1, d0);
    if straight >= crossed { vec![[u0, d0], [u1, d1]] } else { vec![[u0, d1], [u1, d0]] }
}

fn split(mesh: &mut Mesh, a: u32, b: u32, pair: [u32; 2]) {
    let middle = (mesh.positions[a as usize] + mesh.positions[b as usize]) * 0.5;
    let away = (apex(mesh, pair[0], a, b) + apex(mesh, pair[1], a, b)) * 0.5;
    let m = mesh.positions.len() as u32;
    mesh.positions.push(middle.lerp(away, 0.05));
    for t in pair {
        let old = mesh.triangles[t as usize];
        mesh.triangles[t as usize] = old.map(|i| if i == b { m } else { i });
        mesh.triangles.push(old.map(|i| if i == a { m } else { i }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::v3;

    #[test]
    fn solids_that_touch_along_an_edge_stay_two() {
        let mut mesh = Mesh::default();
        let edge = [v3(0.0, 0.0, 0.0), v3(0.0, 0.0, 1.0)];
        for side in [1.0, -1.0] {
            let n = mesh.positions.len() as u32;
            mesh.positions.extend(edge);
            mesh.positions.extend([v3(side, 0.2 * side, 0.5), v3(side, -0.2 * side, 0.5)]);
            mesh.triangles.extend([[0, 1, 2], [1, 0, 3], [0, 2, 3], [1, 3, 2]].map(|t| t.map(|i| i + n)));
        }
        assert_eq!(mesh.clone().welded().open_edges(), 1);
        assert!(apart(mesh).welded().is_closed());
    }

    #[test]
    fn two_tetrahedra_that_share_an_edge_come_apart() {
        let mut mesh = Mesh::default();
        let (a, b) = (v3(0.0, 0.0, 0.0), v3(0.0, 0.0, 1.0));
        mesh.positions =
            vec![a, b, v3(1.0, 0.2, 0.5), v3(1.0, -0.2, 0.5), v3(-1.0, -0.2, 0.5), v3(-1.0, 0.2, 0.5)];
        for [c, d] in [[2, 3], [4, 5]] {
            mesh.triangles.extend([[0, 1, c], [1, 0, d], [0, c, d], [1, d, c]]);
        }
        assert_eq!(mesh.open_edges(), 1);
        let mended = unpinch(mesh);
        assert_eq!(mended.open_edges(), 0);
    }
}
