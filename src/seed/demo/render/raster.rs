//! Which triangle each sub-pixel shows: bands of the picture, each with its own z-buffer,
//! boiled down to a few places per pixel that need light.

use super::camera::Camera;
use super::{Part, SUB};
use crate::seed::demo::mesh::{Vec3, v3};
use crate::seed::demo::par;

/// A place that needs light, and how much of its pixel it fills.
pub struct Spot {
    pub pixel: u32,
    pub part: u16,
    pub share: f32,
    pub at: Vec3,
    pub normal: Vec3,
    /// How much of it is covered by a line of the wireframe.
    pub wire: f32,
}

/// All triangles of all parts, ready to be drawn.
pub struct Soup {
    pub points: Vec<Vec3>,
    pub index: Vec<[u32; 3]>,
    pub corners: Vec<[Vec3; 3]>,
    pub normals: Vec<[Vec3; 3]>,
    pub part: Vec<u16>,
}

impl Soup {
    pub fn of(parts: &[Part]) -> Self {
        let mut soup = Self { points: vec![], index: vec![], corners: vec![], normals: vec![], part: vec![] };
        for (n, part) in parts.iter().enumerate() {
            let base = soup.points.len() as u32;
            soup.points.extend_from_slice(&part.mesh.positions);
            soup.index.extend(part.mesh.triangles.iter().map(|t| t.map(|i| i + base)));
            soup.corners.extend(part.mesh.triangles.iter().map(|t| part.mesh.corners(*t)));
            soup.normals.extend(part.mesh.corner_normals(part.crease));
            soup.part.resize(soup.corners.len(), n as u16);
        }
        soup
    }
}

const BAND: usize = 60;
const NOTHING: u32 = u32::MAX;

pub fn spots(soup: &Soup, wired: &[bool], camera: &Camera) -> Vec<Spot> {
    let s = SUB as f32;
    let flat: Vec<[Vec3; 3]> = soup
        .corners
        .iter()
        .map(|t| {
            t.map(|p| {
                let (x, y, depth) = camera.project(p);
                v3(x * s, y * s, 1.0 / depth)
            })
        })
        .collect();
    let rows = camera.height as usize;
    let bands = par::map(rows.div_ceil(BAND), |band| {
        let top = band * BAND;
        let deep = BAND.min(rows - top);
        let shown = draw(&flat, camera.width as usize * SUB, top * SUB, deep * SUB);
        gather(soup, &flat, wired, camera, &shown, top, deep)
    });
    bands.into_iter().flatten().collect()
}

/// The nearest triangle of each sub-pixel in some rows.
fn draw(flat: &[[Vec3; 3]], width: usize, top: usize, deep: usize) -> Vec<u32> {
    let mut nearest = vec![0f32; width * deep];
    let mut shown = vec![NOTHING; width * deep];
    let (first, last) = (top as f32, (top + deep) as f32 - 1.0);
    for (n, [a, b, c]) in flat.iter().enumerate() {
        let (y0, y1) = (a.y.min(b.y).min(c.y) - 0.5, a.y.max(b.y).max(c.y) - 0.5);
        if y1 < first || y0 > last {
            continue;
        }
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        // Screen rows grow downwards, so what faces the camera has a negative area.
        if area > -1e-6 {
            continue;
        }
        let inverse = 1.0 / area;
        let (x0, x1) = (a.x.min(b.x).min(c.x) - 0.5, a.x.max(b.x).max(c.x) - 0.5);
        let columns =
            x0.max(0.0).ceil() as usize..(x1.min(width as f32 - 1.0).floor() + 1.0).max(0.0) as usize;
        for y in y0.max(first).ceil() as usize..=y1.min(last).floor().max(0.0) as usize {
            let py = y as f32 + 0.5;
            for x in columns.clone() {
                let px = x as f32 + 0.5;
                let wb = ((px - a.x) * (c.y - a.y) - (py - a.y) * (c.x - a.x)) * inverse;
                let wc = ((b.x - a.x) * (py - a.y) - (b.y - a.y) * (px - a.x)) * inverse;
                if wb >= 0.0 && wc >= 0.0 && wb + wc <= 1.0 {
                    let near = a.z + wb * (b.z - a.z) + wc * (c.z - a.z);
                    let cell = (y - top) * width + x;
                    if near > nearest[cell] {
                        nearest[cell] = near;
                        shown[cell] = n as u32;
                    }
                }
            }
        }
    }
    shown
}

/// Sub-pixels of one pixel that lie on the same smooth surface become one spot.
fn gather(
    soup: &Soup,
    flat: &[[Vec3; 3]],
    wired: &[bool],
    camera: &Camera,
    shown: &[u32],
    top: usize,
    deep: usize,
) -> Vec<Spot> {
    let width = camera.width as usize;
    let share = 1.0 / (SUB * SUB) as f32;
    let mut spots: Vec<Spot> = Vec::new();
    for y in 0..deep {
        for x in 0..width {
            let from = spots.len();
            for k in 0..SUB * SUB {
                let (sx, sy) = (x * SUB + k % SUB, y * SUB + k / SUB);
                let triangle = shown[sy * width * SUB + sx];
                if triangle == NOTHING {
                    continue;
                }
                let t = triangle as usize;
                let (px, py) = ((sx as f32 + 0.5) / SUB as f32, (top * SUB + sy) as f32 + 0.5);
                let hit = hit(soup, t, camera, px, py / SUB as f32);
                let part = soup.part[t];
                let wire = if wired[part as usize] { line(&flat[t], px * SUB as f32, py) } else { 0.0 };
                let pixel = ((top + y) * width + x) as u32;
                let like =
                    spots[from..].iter_mut().find(|s| s.part == part && s.normal.unit().dot(hit.1) > 0.94);
                match like {
                    Some(spot) => {
                        spot.at += hit.0;
                        spot.normal += hit.1;
                        spot.share += share;
                        spot.wire += wire;
                    }
                    None => spots.push(Spot { pixel, part, share, at: hit.0, normal: hit.1, wire }),
                }
            }
            for spot in &mut spots[from..] {
                let count = spot.share / share;
                spot.at = spot.at / count;
                spot.wire /= count;
                spot.normal = spot.normal.unit();
            }
        }
    }
    spots
}

/// Where the sight line meets the triangle's plane, and the normal there.
fn hit(soup: &Soup, t: usize, camera: &Camera, x: f32, y: f32) -> (Vec3, Vec3) {
    let [a, b, c] = soup.corners[t];
    let ray = camera.ray(x, y);
    let (ab, ac) = (b - a, c - a);
    let across = ray.cross(ac);
    let det = ab.dot(across);
    let from = camera.eye - a;
    let wb = (from.dot(across) / det).clamp(0.0, 1.0);
    let wc = (ray.dot(from.cross(ab)) / det).clamp(0.0, 1.0 - wb);
    let [na, nb, nc] = soup.normals[t];
    let normal = (na * (1.0 - wb - wc) + nb * wb + nc * wc).unit();
    // A smoothed normal must not look away from the camera.
    let back = normal.dot(ray.unit());
    let normal = if back > 0.0 { (normal - ray.unit() * (back * 1.02)).unit() } else { normal };
    (a + ab * wb + ac * wc, normal)
}

/// Coverage of a sub-pixel by the triangle's nearest edge.
fn line([a, b, c]: &[Vec3; 3], x: f32, y: f32) -> f32 {
    let distance = |p: &Vec3, q: &Vec3| {
        let (dx, dy) = (q.x - p.x, q.y - p.y);
        ((x - p.x) * dy - (y - p.y) * dx).abs() / dx.hypot(dy).max(1e-6)
    };
    let nearest = distance(a, b).min(distance(b, c)).min(distance(c, a));
    (1.25 - nearest / (SUB as f32 * 0.75)).clamp(0.0, 1.0)
}
