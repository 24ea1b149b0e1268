//! Which triangle each sub-pixel shows: bands of the picture, each with its own z-buffer,
//! boiled down to a few places per pixel that need light.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::camera::Camera;
use super::light::ceil;
use super::{Part, SUB};
use crate::mesh::par;
use crate::mesh::{Vec3, v3};

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

const BAND: usize = 20;
const NOTHING: u32 = u32::MAX;

fn projected(soup: &Soup, camera: &Camera) -> impl Iterator<Item = [Vec3; 3]> {
    let s = SUB as f32;
    let flat = move |p: Vec3| {
        let (x, y, depth) = camera.project(p);
        v3(x * s, y * s, 1.0 / depth)
    };
    soup.corners.iter().map(move |t| t.map(flat))
}

/// How many sub-pixels `spots` will look at.
pub fn cost(soup: &Soup, camera: &Camera) -> u64 {
    let length = |p: f32, q: f32, r: f32, side: f32| {
        let most = side * SUB as f32;
        (p.max(q).max(r).clamp(0.0, most) - p.min(q).min(r).clamp(0.0, most) + 1.0) as u64
    };
    let facing = projected(soup, camera).filter(|[a, b, c]| area(a, b, c) <= -1e-6);
    let boxes =
        facing.map(|[a, b, c]| length(a.x, b.x, c.x, camera.width) * length(a.y, b.y, c.y, camera.height));
    boxes.sum()
}

/// Nothing where they are more than `most`.
pub fn spots(soup: &Soup, wired: &[bool], camera: &Camera, most: usize) -> Option<Vec<Spot>> {
    let flat: Vec<[Vec3; 3]> = projected(soup, camera).collect();
    let rows = camera.height as usize;
    let sorted = by_band(&flat, rows.div_ceil(BAND));
    // Memory fresh from the system is dear, so bands pass theirs on.
    let used: Mutex<Vec<Canvas>> = Mutex::default();
    let count = AtomicUsize::new(0);
    let bands = par::map(sorted.len(), |band| {
        if count.load(Ordering::Relaxed) > most {
            return vec![];
        }
        let top = band * BAND;
        let deep = BAND.min(rows - top);
        let mut canvas = used.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        canvas.draw(&flat, &sorted[band], camera.width as usize * SUB, top * SUB, deep * SUB);
        let spots = gather(soup, &flat, wired, camera, &canvas.shown, top, deep);
        used.lock().unwrap_or_else(PoisonError::into_inner).push(canvas);
        count.fetch_add(spots.len(), Ordering::Relaxed);
        spots
    });
    let count = count.into_inner();
    (count <= most).then(|| {
        let mut all = Vec::with_capacity(count);
        bands.into_iter().for_each(|band| all.extend(band));
        all
    })
}

/// Twice the area; screen rows grow downwards, so that of what faces the camera is negative.
fn area(a: &Vec3, b: &Vec3, c: &Vec3) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The triangles that face the camera, by the bands they touch.
fn by_band(flat: &[[Vec3; 3]], bands: usize) -> Vec<Vec<u32>> {
    let mut sorted = vec![Vec::new(); bands];
    let deep = (BAND * SUB) as f32;
    for (n, [a, b, c]) in flat.iter().enumerate() {
        let (y0, y1) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
        if area(a, b, c) > -1e-6 || y1 < 0.0 {
            continue;
        }
        let (from, to) = ((y0.max(0.0) / deep) as usize, (y1 / deep) as usize);
        sorted.iter_mut().take(to + 1).skip(from).for_each(|band| band.push(n as u32));
    }
    sorted
}

/// The nearest triangle of each sub-pixel in some rows.
#[derive(Default)]
struct Canvas {
    nearest: Vec<f32>,
    shown: Vec<u32>,
}

impl Canvas {
    fn draw(&mut self, flat: &[[Vec3; 3]], chosen: &[u32], width: usize, top: usize, deep: usize) {
        let Self { nearest, shown } = self;
        nearest.clear();
        nearest.resize(width * deep, 0.0);
        shown.clear();
        shown.resize(width * deep, NOTHING);
        let (first, right, bottom) = (top as f32, width as f32, deep as f32);
        for &n in chosen {
            let [a, b, c] = flat[n as usize].map(|p| v3(p.x - 0.5, p.y - 0.5 - first, p.z));
            let low = |p: f32, q: f32, r: f32| ceil(p.min(q).min(r).max(0.0));
            let end =
                |p: f32, q: f32, r: f32, limit: f32| ((p.max(q).max(r) + 1.0).clamp(0.0, limit)) as usize;
            let (x0, x1) = (low(a.x, b.x, c.x), end(a.x, b.x, c.x, right));
            let (y0, y1) = (low(a.y, b.y, c.y), end(a.y, b.y, c.y, bottom));
            if x0 >= x1 || y0 >= y1 {
                continue;
            }
            let inverse = 1.0 / ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
            let (ab, ac) = ((b - a) * inverse, (c - a) * inverse);
            let (bz, cz) = (b.z - a.z, c.z - a.z);
            for y in y0..y1 {
                let dy = y as f32 - a.y;
                for x in x0..x1 {
                    let dx = x as f32 - a.x;
                    let (wb, wc) = (dx * ac.y - dy * ac.x, ab.x * dy - ab.y * dx);
                    if wb >= 0.0 && wc >= 0.0 && wb + wc <= 1.0 {
                        let near = a.z + wb * bz + wc * cz;
                        let cell = y * width + x;
                        if near > nearest[cell] {
                            nearest[cell] = near;
                            shown[cell] = n;
                        }
                    }
                }
            }
        }
    }
}

/// The sub-pixels of one pixel that show one triangle.
#[derive(Clone, Copy, Default)]
struct Patch {
    triangle: u32,
    count: f32,
    /// Sums of places, in sub-pixels, and of what the wireframe covers.
    x: f32,
    y: f32,
    wire: f32,
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
    let mut patches = [Patch::default(); SUB * SUB];
    for y in 0..deep {
        for x in 0..width {
            let mut found = 0;
            for k in 0..SUB * SUB {
                let (sx, sy) = (x * SUB + k % SUB, y * SUB + k / SUB);
                let triangle = shown[sy * width * SUB + sx];
                if triangle == NOTHING {
                    continue;
                }
                let (px, py) = (sx as f32 + 0.5, (top * SUB + sy) as f32 + 0.5);
                let n = patches[..found].iter().rposition(|p| p.triangle == triangle).unwrap_or(found);
                if n == found {
                    patches[n] = Patch { triangle, ..Patch::default() };
                    found += 1;
                }
                let patch = &mut patches[n];
                patch.count += 1.0;
                patch.x += px;
                patch.y += py;
                if wired[soup.part[triangle as usize] as usize] {
                    patch.wire += line(&flat[triangle as usize], px, py);
                }
            }
            let from = spots.len();
            for patch in &patches[..found] {
                let (t, count) = (patch.triangle as usize, patch.count);
                let scale = 1.0 / (count * SUB as f32);
                let (at, normal) = hit(soup, t, camera, patch.x * scale, patch.y * scale);
                let (at, normal, part, wire) = (at * count, normal * count, soup.part[t], patch.wire);
                let alike =
                    |s: &&mut Spot| s.part == part && s.normal.dot(normal) > 0.94 * s.normal.length() * count;
                match spots[from..].iter_mut().find(alike) {
                    Some(spot) => {
                        spot.at += at;
                        spot.normal += normal;
                        spot.share += share * count;
                        spot.wire += wire;
                    }
                    None => {
                        let pixel = ((top + y) * width + x) as u32;
                        spots.push(Spot { pixel, part, share: share * count, at, normal, wire });
                    }
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
    // Seen from its very edge, or without a surface, it is met nowhere: then somewhere on it.
    let weight = |part: f32, most: f32| {
        let weight = part / det;
        if weight.is_finite() { weight.clamp(0.0, most) } else { most / 3.0 }
    };
    let wb = weight(from.dot(across), 1.0);
    let wc = weight(ray.dot(from.cross(ab)), 1.0 - wb);
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

#[cfg(test)]
mod tests;
