//! The studio's lights: a soft key, a rim from behind, an overhead sky and the light the table throws back.
//! All are far away, so each is a direction, a colour, and a depth map of what it sees.

use std::f32::consts::{PI, TAU};

use super::Rig;
use crate::mesh::par;
use crate::mesh::{Vec3, v3};

/// Enough for half-shadows without steps, as the table blurs them.
const FULL: Count = Count { key: 20, rim: 4, sky: 20, below: 4, sharp: 400, soft: 224 };
const FEW: Count = Count { key: 6, rim: 1, sky: 8, below: 2, sharp: 160, soft: 96 };

/// How many lights of each role, and the cells along each side of their depth maps:
/// the key draws edges, the others are soft in any case.
struct Count {
    key: usize,
    rim: usize,
    sky: usize,
    below: usize,
    sharp: usize,
    soft: usize,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Role {
    Key,
    Rim,
    Sky,
    Table,
}

pub struct Light {
    pub role: Role,
    /// Towards the light.
    pub to: Vec3,
    pub colour: Vec3,
    side: usize,
}

/// The directions the key and the rim light shine from, for highlights.
pub fn key_direction(rig: &Rig) -> Vec3 {
    direction(rig.key_turn, rig.key_lift)
}
pub fn rim_direction(rig: &Rig) -> Vec3 {
    direction(rig.key_turn + 165.0, 32.0)
}

fn direction(turn: f32, lift: f32) -> Vec3 {
    let (turn, lift) = (turn.to_radians(), lift.to_radians());
    v3(turn.sin() * lift.cos(), -turn.cos() * lift.cos(), lift.sin())
}

/// `few` where nobody will look closely.
pub fn lights(rig: &Rig, few: bool) -> Vec<Light> {
    let Count { key, rim, sky: up, below, sharp, soft } = if few { FEW } else { FULL };
    let mut all = Vec::new();
    disc(key_direction(rig), rig.key_size, key, |to| {
        all.push(Light { role: Role::Key, to, colour: rig.key / key as f32, side: sharp });
    });
    disc(rim_direction(rig), 14.0, rim, |to| {
        all.push(Light { role: Role::Rim, to, colour: rig.rim / rim as f32, side: soft });
    });
    for i in 0..up {
        let to = spiral(i, up);
        all.push(Light { role: Role::Sky, to, colour: sky(rig, to) * (2.0 / up as f32), side: soft });
    }
    for i in 0..below {
        let to = -spiral(i, below);
        all.push(Light { role: Role::Table, to, colour: rig.table * (2.0 / below as f32), side: soft });
    }
    all
}

/// The brightness of the room in a direction: a wide softbox overhead, darker walls, lighter behind the camera.
pub fn sky(rig: &Rig, to: Vec3) -> Vec3 {
    let overhead = 0.45 + 0.85 * to.z.max(0.0) * to.z.max(0.0).sqrt();
    let key = key_direction(rig);
    rig.sky * (overhead * (0.92 + 0.28 * to.dot(v3(key.x, key.y, 0.0))))
}

/// What a mirror would show: the sky with the edges of a softbox and a strip light, the table below.
pub fn room(rig: &Rig, to: Vec3, roughness: f32) -> Vec3 {
    let soft = 0.06 + roughness * 0.5;
    let edge = |x: f32, at: f32| ((x - at) / soft + 0.5).clamp(0.0, 1.0);
    if to.z < -0.02 {
        return rig.table * (0.9 + 0.4 * to.z);
    }
    let k = key_direction(rig);
    let (u, v) = k.frame();
    let box_light =
        edge(0.42 - to.dot(u).abs(), 0.0) * edge(0.30 - to.dot(v).abs(), 0.0) * edge(to.dot(k), 0.2);
    let strip = edge(0.10 - (to.x - 0.75).abs(), 0.0) * edge(to.z, 0.05) * edge(0.85 - to.z, 0.0);
    sky(rig, to) * 0.75 + rig.key * (0.85 * box_light * (1.0 - 0.5 * roughness)) + rig.rim * (0.5 * strip)
}

/// Evenly over the upper half of the sphere.
fn spiral(i: usize, n: usize) -> Vec3 {
    let z = (i as f32 + 0.5) / n as f32;
    let r = (1.0 - z * z).sqrt();
    let angle = i as f32 * PI * (3.0 - 5f32.sqrt());
    v3(r * angle.cos(), r * angle.sin(), z)
}

fn disc(to: Vec3, degrees: f32, n: usize, mut each: impl FnMut(Vec3)) {
    let (u, v) = to.frame();
    let size = degrees.to_radians().tan();
    for i in 0..n {
        let r = ((i as f32 + 0.5) / n as f32).sqrt() * size;
        let angle = i as f32 * TAU * 0.618_034;
        each((to + u * (r * angle.cos()) + v * (r * angle.sin())).unit());
    }
}

/// What one light sees: the nearest depth in each direction, seen from far away.
pub struct DepthMap {
    to: Vec3,
    u: Vec3,
    v: Vec3,
    origin: Vec3,
    side: usize,
    /// How wide a cell is, in millimetres.
    pub texel: f32,
    nearest: Vec<u16>,
}

/// Depth runs from 0, where nothing is, to the nearest end of the ball.
const DEEPEST: f32 = 65_000.0;

pub struct Ball {
    pub middle: Vec3,
    pub radius: f32,
}

pub fn depth_maps(lights: &[Light], points: &[Vec3], index: &[[u32; 3]], ball: &Ball) -> Vec<DepthMap> {
    par::map(lights.len(), |i| DepthMap::draw(&lights[i], points, index, ball))
}

/// How many cells `depth_maps` will look at.
pub fn cost(lights: &[Light], points: &[Vec3], index: &[[u32; 3]], ball: &Ball) -> u64 {
    let of_one = |light: &Light| -> u64 {
        let map = DepthMap::empty(light, ball);
        let placed: Vec<Vec3> = points.iter().map(|p| map.place(*p)).collect();
        let boxes = index.iter().filter_map(|t| map.cells(t.map(|i| placed[i as usize])));
        boxes.map(|[x0, x1, y0, y1]| ((x1 - x0 + 1) * (y1 - y0 + 1)) as u64).sum()
    };
    par::map(lights.len(), |i| of_one(&lights[i])).iter().sum()
}

impl DepthMap {
    fn empty(light: &Light, ball: &Ball) -> Self {
        let (side, to) = (light.side, light.to);
        let (u, v) = to.frame();
        let texel = 2.0 * ball.radius / (side as f32 - 4.0);
        let scale = 1.0 / texel;
        let deep = DEEPEST / (2.0 * ball.radius);
        let (u, v, to) = (u * scale, v * scale, to * deep);
        let half = side as f32 / 2.0;
        let middle = ball.middle;
        let origin = v3(half - middle.dot(u), half - middle.dot(v), DEEPEST / 2.0 + 1.0 - middle.dot(to));
        Self { to, u, v, origin, side, texel, nearest: vec![] }
    }

    fn draw(light: &Light, points: &[Vec3], index: &[[u32; 3]], ball: &Ball) -> Self {
        let mut map = Self::empty(light, ball);
        map.nearest = vec![0; map.side * map.side];
        let placed: Vec<Vec3> = points.iter().map(|p| map.place(*p)).collect();
        for t in index {
            map.fill(t.map(|i| placed[i as usize]));
        }
        map
    }

    fn place(&self, p: Vec3) -> Vec3 {
        v3(p.dot(self.u) + self.origin.x, p.dot(self.v) + self.origin.y, p.dot(self.to) + self.origin.z)
    }

    /// The first and the last column and row a triangle may reach.
    fn cells(&self, [a, b, c]: [Vec3; 3]) -> Option<[usize; 4]> {
        // Solids are closed, so the sides that face the light are enough.
        if area(a, b, c) < 1e-9 {
            return None;
        }
        let limit = self.side as f32 - 1.0;
        let low = |p: f32, q: f32, r: f32| ceil(p.min(q).min(r).max(0.0));
        let high = |p: f32, q: f32, r: f32| p.max(q).max(r).min(limit) as usize;
        let (x0, x1) = (low(a.x, b.x, c.x), high(a.x, b.x, c.x));
        let (y0, y1) = (low(a.y, b.y, c.y), high(a.y, b.y, c.y));
        (x0 <= x1 && y0 <= y1).then_some([x0, x1, y0, y1])
    }

    fn fill(&mut self, triangle: [Vec3; 3]) {
        let Some([x0, x1, y0, y1]) = self.cells(triangle) else { return };
        let [a, b, c] = triangle;
        let inverse = 1.0 / area(a, b, c);
        let (ab, ac) = ((b - a) * inverse, (c - a) * inverse);
        let (bz, cz) = (b.z - a.z, c.z - a.z);
        for y in y0..=y1 {
            let dy = y as f32 - a.y;
            let row = &mut self.nearest[y * self.side..(y + 1) * self.side];
            for (x, cell) in row.iter_mut().enumerate().take(x1 + 1).skip(x0) {
                let dx = x as f32 - a.x;
                let (wb, wc) = (dx * ac.y - dy * ac.x, ab.x * dy - ab.y * dx);
                if wb >= 0.0 && wc >= 0.0 && wb + wc <= 1.0 {
                    *cell = (*cell).max((a.z + wb * bz + wc * cz) as u16);
                }
            }
        }
    }

    /// How much of the light reaches a place, 0 to 1; all of it outside the map.
    /// The margin, in cells of the map, keeps a surface from shading itself.
    pub fn seen(&self, p: Vec3, margin: f32) -> f32 {
        let q = self.place(p);
        let limit = self.side as f32 - 2.0;
        if !(q.x >= 0.0 && q.y >= 0.0 && q.x < limit && q.y < limit) {
            return 1.0;
        }
        let (x, y) = (q.x as usize, q.y as usize);
        let (fx, fy) = (q.x - x as f32, q.y - y as f32);
        let near = (q.z + margin * (DEEPEST / self.side as f32)).max(0.0) as u16;
        let open = |i: usize| if self.nearest[i] <= near { 1.0 } else { 0.0 };
        let at = y * self.side + x;
        let low = open(at) * (1.0 - fx) + open(at + 1) * fx;
        let high = open(at + self.side) * (1.0 - fx) + open(at + self.side + 1) * fx;
        low * (1.0 - fy) + high * fy
    }
}

fn area(a: Vec3, b: Vec3, c: Vec3) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The next whole number of a small one that is not negative; `f32::ceil` is a call on plain x86-64.
pub fn ceil(x: f32) -> usize {
    let whole = x as usize;
    whole + usize::from((whole as f32) < x)
}
