//! The studio's lights: a soft key, a rim from behind, an overhead sky and the light the table throws back.
//! All are far away, so each is a direction, a colour, and a depth map of what it sees.

use std::f32::consts::{PI, TAU};

use super::Rig;
use crate::seed::demo::mesh::{Vec3, v3};
use crate::seed::demo::par;

const SIDE: usize = 512;
/// Enough for half-shadows without steps.
const KEYS: usize = 48;

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

pub fn lights(rig: &Rig) -> Vec<Light> {
    let mut all = Vec::new();
    disc(key_direction(rig), rig.key_size, KEYS, |to| {
        all.push(Light { role: Role::Key, to, colour: rig.key / KEYS as f32 });
    });
    disc(rim_direction(rig), 14.0, 6, |to| all.push(Light { role: Role::Rim, to, colour: rig.rim / 6.0 }));
    let (up, down) = (44, 10);
    for i in 0..up {
        let to = spiral(i, up);
        all.push(Light { role: Role::Sky, to, colour: sky(rig, to) * (2.0 / up as f32) });
    }
    for i in 0..down {
        let to = -spiral(i, down);
        all.push(Light { role: Role::Table, to, colour: rig.table * (2.0 / down as f32) });
    }
    all
}

/// The brightness of the room in a direction: a wide softbox overhead, darker walls, lighter behind the camera.
pub fn sky(rig: &Rig, to: Vec3) -> Vec3 {
    let overhead = 0.45 + 0.85 * to.z.max(0.0).powf(1.5);
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
    nearest: Vec<u16>,
}

/// Depth runs from 0, where nothing is, to the nearest end of the ball.
const DEEPEST: f32 = 65_000.0;

pub struct Ball {
    pub middle: Vec3,
    pub radius: f32,
}

impl Ball {
    /// How wide one cell of a depth map is, in millimetres.
    pub fn texel(&self) -> f32 {
        2.0 * self.radius / (SIDE as f32 - 4.0)
    }
}

pub fn depth_maps(lights: &[Light], points: &[Vec3], index: &[[u32; 3]], ball: &Ball) -> Vec<DepthMap> {
    par::map(lights.len(), |i| DepthMap::draw(lights[i].to, points, index, ball))
}

impl DepthMap {
    fn draw(to: Vec3, points: &[Vec3], index: &[[u32; 3]], ball: &Ball) -> Self {
        let (u, v) = to.frame();
        let scale = 1.0 / ball.texel();
        let deep = DEEPEST / (2.0 * ball.radius);
        let (u, v, to) = (u * scale, v * scale, to * deep);
        let half = SIDE as f32 / 2.0;
        let middle = ball.middle;
        let origin = v3(half - middle.dot(u), half - middle.dot(v), DEEPEST / 2.0 + 1.0 - middle.dot(to));
        let mut map = Self { to, u, v, origin, nearest: vec![0; SIDE * SIDE] };
        let placed: Vec<Vec3> = points.iter().map(|p| map.place(*p)).collect();
        for t in index {
            let [a, b, c] = t.map(|i| placed[i as usize]);
            map.fill(a, b, c);
        }
        map
    }

    fn place(&self, p: Vec3) -> Vec3 {
        v3(p.dot(self.u) + self.origin.x, p.dot(self.v) + self.origin.y, p.dot(self.to) + self.origin.z)
    }

    fn fill(&mut self, a: Vec3, b: Vec3, c: Vec3) {
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        // Solids are closed, so the sides that face the light are enough.
        if area < 1e-9 {
            return;
        }
        let inverse = 1.0 / area;
        let limit = SIDE as f32 - 1.0;
        let (x0, x1) = (a.x.min(b.x).min(c.x).max(0.0).ceil(), a.x.max(b.x).max(c.x).min(limit).floor());
        let (y0, y1) = (a.y.min(b.y).min(c.y).max(0.0).ceil(), a.y.max(b.y).max(c.y).min(limit).floor());
        let mut y = y0;
        while y <= y1 {
            let mut x = x0;
            while x <= x1 {
                let wb = ((x - a.x) * (c.y - a.y) - (y - a.y) * (c.x - a.x)) * inverse;
                let wc = ((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) * inverse;
                if wb >= 0.0 && wc >= 0.0 && wb + wc <= 1.0 {
                    let depth = a.z + wb * (b.z - a.z) + wc * (c.z - a.z);
                    let cell = &mut self.nearest[y as usize * SIDE + x as usize];
                    *cell = (*cell).max(depth as u16);
                }
                x += 1.0;
            }
            y += 1.0;
        }
    }

    /// How much of the light reaches a place, 0 to 1; all of it outside the map.
    /// The margin, in cells of the map, keeps a surface from shading itself.
    pub fn seen(&self, p: Vec3, margin: f32) -> f32 {
        let q = self.place(p);
        let limit = SIDE as f32 - 2.0;
        if !(q.x >= 0.0 && q.y >= 0.0 && q.x < limit && q.y < limit) {
            return 1.0;
        }
        let (x, y) = (q.x as usize, q.y as usize);
        let (fx, fy) = (q.x - x as f32, q.y - y as f32);
        let near = (q.z + margin * (DEEPEST / SIDE as f32)).max(0.0) as u16;
        let open = |i: usize| if self.nearest[i] <= near { 1.0 } else { 0.0 };
        let at = y * SIDE + x;
        let low = open(at) * (1.0 - fx) + open(at + 1) * fx;
        let high = open(at + SIDE) * (1.0 - fx) + open(at + SIDE + 1) * fx;
        low * (1.0 - fy) + high * fy
    }
}
