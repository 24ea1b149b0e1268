//! Fewer triangles for the same shape: edges collapse, cheapest first, by quadric error
//! (Garland and Heckbert 1997). A closed mesh stays closed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::{Mesh, Vec3, v3};

/// Stops at `target` triangles, or when the next collapse would move the surface more than `tolerance` millimetres.
/// With a finite tolerance triangles may hardly turn either, and it can stop earlier.
pub fn decimate(mesh: &Mesh, target: usize, tolerance: f32) -> Mesh {
    decimate_within(mesh, target, tolerance, usize::MAX).0
}

/// The same, and stops with what it has once so many edges were priced, which takes the time; how many it were.
pub fn decimate_within(mesh: &Mesh, target: usize, tolerance: f32, most: usize) -> (Mesh, usize) {
    let mut work = Work::new(mesh);
    // Where the shape is to be kept, triangles may not turn or stretch much.
    if tolerance.is_finite() {
        (work.turn, work.thin) = (0.94, 0.12);
    }
    let limit = f64::from(tolerance).powi(2);
    while work.alive > target && work.priced < most {
        let Some(Reverse((cost, a, b, stamp))) = work.heap.pop() else { break };
        if f64::from_bits(cost) > limit {
            break;
        }
        if stamp == work.stamp(a, b)
            && !work.around[a as usize].is_empty()
            && !work.around[b as usize].is_empty()
        {
            work.collapse(a, b);
        }
    }
    let priced = work.priced;
    (work.finish(), priced)
}

/// Points that more triangles meet at than this keep their edges: looking around them would take for ever.
const BUSIEST: usize = 600;
/// To look at so many triangles takes about as long as to price an edge; around an ordinary one there are fewer.
const FEW: usize = 16;

type Edge = Reverse<(u64, u32, u32, u32)>;

struct Work {
    points: Vec<Vec3>,
    triangles: Vec<Option<[u32; 3]>>,
    around: Vec<Vec<u32>>,
    quadrics: Vec<Quadric>,
    changes: Vec<u32>,
    heap: BinaryHeap<Edge>,
    alive: usize,
    priced: usize,
    /// The cosine by which a triangle may turn in one step.
    turn: f32,
    /// The least area, as a part of the longest side's square.
    thin: f32,
}

impl Work {
    fn new(mesh: &Mesh) -> Self {
        let mut work = Self {
            points: mesh.positions.clone(),
            triangles: mesh.triangles.iter().copied().map(Some).collect(),
            around: vec![Vec::new(); mesh.positions.len()],
            quadrics: vec![Quadric::default(); mesh.positions.len()],
            changes: vec![0; mesh.positions.len()],
            heap: BinaryHeap::new(),
            alive: mesh.triangles.len(),
            priced: 0,
            turn: 0.3,
            thin: 0.02,
        };
        for (n, t) in mesh.triangles.iter().enumerate() {
            let normal = mesh.area_normal(*t);
            let plane = Quadric::plane(normal.unit(), mesh.positions[t[0] as usize], normal.length());
            for &i in t {
                work.around[i as usize].push(n as u32);
                work.quadrics[i as usize].add(&plane);
            }
        }
        let edges = mesh.triangles.iter().flat_map(|t| [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])]);
        let offers: Vec<Edge> = edges.filter(|(a, b)| a < b).map(|(a, b)| work.offer(a, b)).collect();
        work.priced = offers.len();
        work.heap = offers.into();
        work
    }

    fn stamp(&self, a: u32, b: u32) -> u32 {
        self.changes[a as usize] + self.changes[b as usize]
    }

    /// The best place for the merged point, and the mean squared distance it costs.
    fn price(&self, a: u32, b: u32) -> (Vec3, f64) {
        let mut sum = self.quadrics[a as usize];
        sum.add(&self.quadrics[b as usize]);
        let (pa, pb) = (self.points[a as usize], self.points[b as usize]);
        let length = (pa - pb).length();
        let middle = (pa + pb) * 0.5;
        let lowest = sum.lowest(middle).filter(|p| (*p - pa).length() + (*p - pb).length() < length * 3.0);
        let tries = [pa, pb, middle].into_iter().chain(lowest);
        // A little for length, so that flat parts thin out evenly.
        let even = f64::from(length * length) * 1e-7;
        let costs = tries.map(|p| (p, sum.mean(p).max(0.0) + even));
        costs.min_by(|x, y| x.1.total_cmp(&y.1)).unwrap_or((pa, f64::INFINITY))
    }

    fn offer(&self, a: u32, b: u32) -> Edge {
        let (_, cost) = self.price(a, b);
        let (a, b) = (a.min(b), a.max(b));
        Reverse((cost.to_bits(), a, b, self.stamp(a, b)))
    }

    /// In order, each once.
    fn neighbours(&self, a: u32) -> Vec<u32> {
        let triangles = self.around[a as usize].iter().filter_map(|t| self.triangles[*t as usize]);
        let mut near: Vec<u32> = triangles.flatten().filter(|&i| i != a).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// Merges `b` into `a` unless that would tear, fold or turn a triangle over.
    fn collapse(&mut self, a: u32, b: u32) {
        let around = self.around[a as usize].len() + self.around[b as usize].len();
        if around > BUSIEST {
            return;
        }
        // Around busy points it is the looking that takes the time.
        self.priced += around / FEW;
        let (near_a, near_b) = (self.neighbours(a), self.neighbours(b));
        if near_a.iter().filter(|i| near_b.binary_search(i).is_ok()).count() != 2
            || near_a.len() + near_b.len() < 8
        {
            return;
        }
        let (to, _) = self.price(a, b);
        if self.folds(a, b, to) || self.folds(b, a, to) {
            return;
        }
        self.points[a as usize] = to;
        let quadric = self.quadrics[b as usize];
        self.quadrics[a as usize].add(&quadric);
        for t in std::mem::take(&mut self.around[b as usize]) {
            let Some(triangle) = self.triangles[t as usize] else { continue };
            if triangle.contains(&a) {
                self.triangles[t as usize] = None;
                self.alive -= 1;
                for i in triangle.into_iter().filter(|&i| i != b) {
                    self.around[i as usize].retain(|&other| other != t);
                }
            } else {
                self.triangles[t as usize] = Some(triangle.map(|i| if i == b { a } else { i }));
                self.around[a as usize].push(t);
            }
        }
        self.changes[a as usize] += 1;
        for near in self.neighbours(a) {
            let edge = self.offer(a, near);
            self.heap.push(edge);
            self.priced += 1;
        }
    }

    fn folds(&self, moving: u32, other: u32, to: Vec3) -> bool {
        self.around[moving as usize].iter().filter_map(|t| self.triangles[*t as usize]).any(|t| {
            if t.contains(&other) {
                return false;
            }
            let old = t.map(|i| self.points[i as usize]);
            let new = t.map(|i| if i == moving { to } else { self.points[i as usize] });
            let cross = |p: [Vec3; 3]| (p[1] - p[0]).cross(p[2] - p[0]);
            let (before, after) = (cross(old), cross(new));
            let longest =
                (new[1] - new[0]).length().max((new[2] - new[0]).length()).max((new[2] - new[1]).length());
            before.unit().dot(after.unit()) < self.turn || after.length() < longest * longest * self.thin
        })
    }

    fn finish(self) -> Mesh {
        let mut renamed = vec![u32::MAX; self.points.len()];
        let mut mesh = Mesh::default();
        for t in self.triangles.into_iter().flatten() {
            mesh.triangles.push(t.map(|i| {
                if renamed[i as usize] == u32::MAX {
                    renamed[i as usize] = mesh.positions.len() as u32;
                    mesh.positions.push(self.points[i as usize]);
                }
                renamed[i as usize]
            }));
        }
        mesh
    }
}

/// Sum of weighted squared distances to planes: xᵀAx + 2bᵀx + c.
#[derive(Clone, Copy, Default)]
struct Quadric {
    a: [f64; 6],
    b: [f64; 3],
    c: f64,
    weight: f64,
}

impl Quadric {
    fn plane(n: Vec3, at: Vec3, weight: f32) -> Self {
        let [x, y, z] = n.to_array().map(f64::from);
        let d = -(x * f64::from(at.x) + y * f64::from(at.y) + z * f64::from(at.z));
        let w = f64::from(weight);
        Self {
            a: [x * x, x * y, x * z, y * y, y * z, z * z].map(|v| v * w),
            b: [x * d, y * d, z * d].map(|v| v * w),
            c: d * d * w,
            weight: w,
        }
    }

    fn add(&mut self, o: &Self) {
        (0..6).for_each(|i| self.a[i] += o.a[i]);
        (0..3).for_each(|i| self.b[i] += o.b[i]);
        self.c += o.c;
        self.weight += o.weight;
    }

    fn mean(&self, p: Vec3) -> f64 {
        let [x, y, z] = p.to_array().map(f64::from);
        let a = &self.a;
        let square =
            a[0] * x * x + a[3] * y * y + a[5] * z * z + 2.0 * (a[1] * x * y + a[2] * x * z + a[4] * y * z);
        let line = 2.0 * (self.b[0] * x + self.b[1] * y + self.b[2] * z);
        (square + line + self.c) / self.weight.max(1e-12)
    }

    /// Where the error is least, if that is one point.
    fn lowest(&self, near: Vec3) -> Option<Vec3> {
        let [a, b, c, d, e, f] = self.a;
        let det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
        let size = (a + d + f) / 3.0;
        if det.abs() < 1e-4 * size.powi(3) {
            return None;
        }
        let [x, y, z] = self.b.map(|v| -v);
        let px = x * (d * f - e * e) + y * (c * e - b * f) + z * (b * e - c * d);
        let py = x * (c * e - b * f) + y * (a * f - c * c) + z * (b * c - a * e);
        let pz = x * (b * e - c * d) + y * (b * c - a * e) + z * (a * d - b * b);
        let p = v3((px / det) as f32, (py / det) as f32, (pz / det) as f32);
        (p - near).length().is_finite().then_some(p)
    }
}

#[cfg(test)]
mod tests;
