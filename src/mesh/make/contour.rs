//! Dual contouring: a closed mesh from a signed distance field, sharp edges kept sharp.
//! After Ju et al. 2002, with one point per sheet of a cell so that thin walls stay manifold.

use super::{loops, mend};
use crate::mesh::par;
use crate::mesh::{Mesh, Vec3, v3};

const BLOCK: usize = 4;

/// The mesh of `field` within the box `low..high`, which must hold the whole solid; `cell` in millimetres.
/// The field may change by at most `slope` per millimetre (1 for true distances).
pub fn contour(low: Vec3, high: Vec3, cell: f32, slope: f32, field: impl Fn(Vec3) -> f32 + Sync) -> Mesh {
    let cells = |span: f32| (span / cell).ceil() as usize + 4;
    let span = high - low;
    let grid =
        Grid { low: low - Vec3::splat(cell * 1.93), cell, n: [cells(span.x), cells(span.y), cells(span.z)] };
    let values = grid.sample(slope, &field);
    let crossings = grid.crossings(&values, &field);
    mend::unpinch(grid.connect(&values, &crossings))
}

struct Grid {
    low: Vec3,
    cell: f32,
    /// Corners along each axis.
    n: [usize; 3],
}

/// Where the surface cuts an edge of the grid, and how it lies there.
struct Crossing {
    edge: u32,
    at: Vec3,
    normal: Vec3,
}

impl Grid {
    fn corner(&self, x: usize, y: usize, z: usize) -> usize {
        (z * self.n[1] + y) * self.n[0] + x
    }

    fn place(&self, x: usize, y: usize, z: usize) -> Vec3 {
        self.low + v3(x as f32, y as f32, z as f32) * self.cell
    }

    fn at_border(&self, x: usize, y: usize, z: usize) -> bool {
        [x, y, z].iter().zip(self.n).any(|(&at, n)| at == 0 || at + 1 == n)
    }

    fn stride(&self, axis: usize) -> usize {
        [1, self.n[0], self.n[0] * self.n[1]][axis]
    }

    /// Values at the corners; blocks far from the surface get only its side.
    fn sample(&self, slope: f32, field: &(impl Fn(Vec3) -> f32 + Sync)) -> Vec<f32> {
        let [nx, ny, nz] = self.n;
        let reach = (BLOCK as f32 * 0.5 * 3f32.sqrt() + 1.0) * self.cell * slope;
        let slabs = par::map(nz.div_ceil(BLOCK), |slab| {
            let z0 = slab * BLOCK;
            let deep = BLOCK.min(nz - z0);
            let mut values = vec![0.0; nx * ny * deep];
            for y0 in (0..ny).step_by(BLOCK) {
                for x0 in (0..nx).step_by(BLOCK) {
                    let middle = self.place(x0, y0, z0) + Vec3::splat(BLOCK as f32 * 0.5 * self.cell);
                    let coarse = field(middle);
                    for z in z0..z0 + deep {
                        for y in y0..(y0 + BLOCK).min(ny) {
                            for x in x0..(x0 + BLOCK).min(nx) {
                                let value =
                                    if coarse.abs() > reach { coarse } else { field(self.place(x, y, z)) };
                                // What reaches out of the box is cut off, not left open.
                                let value =
                                    if self.at_border(x, y, z) { value.max(self.cell * 0.5) } else { value };
                                values[((z - z0) * ny + y) * nx + x] = value;
                            }
                        }
                    }
                }
            }
            values
        });
        slabs.concat()
    }

    /// All cut edges, in the order of their numbers (corner × 3 + axis).
    fn crossings(&self, values: &[f32], field: &(impl Fn(Vec3) -> f32 + Sync)) -> Vec<Crossing> {
        let [nx, ny, nz] = self.n;
        let layers = par::map(nz, |z| {
            let mut found = Vec::new();
            for y in 0..ny {
                for x in 0..nx {
                    let corner = self.corner(x, y, z);
                    for (axis, last) in [(0, x + 1 == nx), (1, y + 1 == ny), (2, z + 1 == nz)] {
                        if last {
                            continue;
                        }
                        let (here, there) = (values[corner], values[corner + self.stride(axis)]);
                        if (here < 0.0) != (there < 0.0) {
                            let a = self.place(x, y, z);
                            let b = a + [Vec3::X, Vec3::Y, Vec3::Z][axis] * self.cell;
                            let at = root(a, b, here, there, field);
                            found.push(Crossing {
                                edge: (corner * 3 + axis) as u32,
                                at,
                                normal: slope_at(at, self.cell, field),
                            });
                        }
                    }
                }
            }
            found
        });
        layers.into_iter().flatten().collect()
    }

    fn connect(&self, values: &[f32], crossings: &[Crossing]) -> Mesh {
        let table = loops::table();
        let find = |edge: usize| crossings.binary_search_by_key(&(edge as u32), |c| c.edge);
        let case_of = |cell: usize| {
            (0..8).fold(0usize, |case, k| {
                let corner = cell + (k & 1) + (k >> 1 & 1) * self.stride(1) + (k >> 2) * self.stride(2);
                case | usize::from(values[corner] < 0.0) << k
            })
        };
        let mut mesh = Mesh::default();
        let mut first = vec![u32::MAX; values.len()];
        let mut point_of = |mesh: &mut Mesh, cell: usize, local: usize| -> u32 {
            let sheets = &table[case_of(cell)];
            if first[cell] == u32::MAX {
                first[cell] = mesh.positions.len() as u32;
                for &sheet in sheets {
                    let cut = (0..12).filter(|e| sheet >> e & 1 == 1).filter_map(|e| {
                        let (axis, b, c) = (e / 4, e & 1, (e >> 1) & 1);
                        let corner = cell + b * self.stride((axis + 1) % 3) + c * self.stride((axis + 2) % 3);
                        find(corner * 3 + axis).ok().map(|i| &crossings[i])
                    });
                    let (x, y) = (cell % self.n[0], cell / self.n[0] % self.n[1]);
                    let low = self.place(x, y, cell / (self.n[0] * self.n[1]));
                    mesh.positions.push(best_point(&cut.collect::<Vec<_>>(), low, self.cell));
                }
            }
            let sheet = sheets.iter().position(|s| s >> local & 1 == 1).unwrap_or(0);
            first[cell] + sheet as u32
        };
        for crossing in crossings {
            let (corner, axis) = (crossing.edge as usize / 3, crossing.edge as usize % 3);
            let (sb, sc) = (self.stride((axis + 1) % 3), self.stride((axis + 2) % 3));
            let around = [(1, 1), (0, 1), (0, 0), (1, 0)]
                .map(|(b, c)| point_of(&mut mesh, corner - b * sb - c * sc, loops::edge(axis, b, c)));
            let [p, q, r, s] = around;
            let at = |i: u32| mesh.positions[i as usize];
            let mut pair = if (at(p) - at(r)).length() <= (at(q) - at(s)).length() {
                [[p, q, r], [p, r, s]]
            } else {
                [[p, q, s], [q, r, s]]
            };
            if values[corner] >= 0.0 {
                pair.iter_mut().for_each(|t| t.swap(1, 2));
            }
            mesh.triangles.extend(pair);
        }
        mesh
    }
}

/// Where the field is zero between two corners of different sign: false position, kept bracketed.
fn root(mut a: Vec3, mut b: Vec3, mut fa: f32, mut fb: f32, field: &impl Fn(Vec3) -> f32) -> Vec3 {
    let mut middle = a;
    for step in 0..4 {
        let t = if step == 2 { 0.5 } else { (fa / (fa - fb)).clamp(0.02, 0.98) };
        middle = a.lerp(b, t);
        let f = field(middle);
        if f.abs() < 1e-5 {
            break;
        }
        if (f < 0.0) == (fa < 0.0) {
            (a, fa) = (middle, f);
        } else {
            (b, fb) = (middle, f);
        }
    }
    middle
}

fn slope_at(p: Vec3, cell: f32, field: &impl Fn(Vec3) -> f32) -> Vec3 {
    let h = (cell * 0.04).max(0.01);
    let d = |by: Vec3| field(p + by) - field(p - by);
    v3(d(Vec3::X * h), d(Vec3::Y * h), d(Vec3::Z * h)).unit()
}

/// The point of the cell nearest to all tangent planes, held lightly to the middle of the cuts.
fn best_point(cuts: &[&Crossing], low: Vec3, cell: f32) -> Vec3 {
    let middle = cuts.iter().fold(Vec3::ZERO, |sum, c| sum + c.at) / cuts.len().max(1) as f32;
    let (mut rows, mut right) = ([Vec3::ZERO; 3], Vec3::ZERO);
    for c in cuts {
        let n = c.normal;
        rows[0] += n * n.x;
        rows[1] += n * n.y;
        rows[2] += n * n.z;
        right += n * n.dot(c.at - middle);
    }
    let hold = 0.02 * cuts.len() as f32;
    rows[0].x += hold;
    rows[1].y += hold;
    rows[2].z += hold;
    let det = rows[0].dot(rows[1].cross(rows[2]));
    let by = (rows[1].cross(rows[2]) * right.x
        + rows[2].cross(rows[0]) * right.y
        + rows[0].cross(rows[1]) * right.z)
        / det;
    (middle + by).max(low).min(low + Vec3::splat(cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::make::sdf::{round_box, sphere};

    #[test]
    fn a_ball_is_round_and_closed() {
        let ball = contour(Vec3::splat(-10.0), Vec3::splat(10.0), 0.8, 1.0, |p| sphere(p, 10.0));
        assert!(ball.is_closed());
        let exact = 4.0 / 3.0 * std::f64::consts::PI * 1000.0;
        assert!((ball.volume() / exact - 1.0).abs() < 0.01, "{}", ball.volume());
    }

    #[test]
    fn a_box_keeps_its_corners() {
        let half = v3(8.0, 5.0, 3.0);
        let solid = contour(-half, half, 0.7, 1.0, |p| round_box(p, half, 0.0));
        assert!(solid.is_closed());
        assert!((solid.volume() / 960.0 - 1.0).abs() < 0.01, "{}", solid.volume());
        let (low, high) = solid.bounds();
        assert!((high - low - half * 2.0).length() < 0.1, "{low:?} {high:?}");
    }
}
