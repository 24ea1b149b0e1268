//! The seamless paper: a calm gradient behind, a table below, and the shadows that lie on it.

use super::Glow;
use super::camera::Camera;
use super::colour::{luma, rgb, tone};
use super::lantern::Lantern;
use super::shade::Studio;
use crate::mesh::make::sdf::smoothstep;
use crate::mesh::par;
use crate::mesh::{Vec3, v3};

/// The paper's colour above and at the table, and how bright the pool of light on it is.
#[derive(Clone, Copy)]
pub struct Backdrop {
    pub top: Vec3,
    pub table: Vec3,
    pub pool: f32,
}

impl Backdrop {
    pub fn new(top: u32, table: u32) -> Self {
        Self { top: rgb(top), table: rgb(table), pool: 0.10 }
    }

    /// The paper as the picture shows it, with what lies on the table.
    pub fn behind(&self, camera: &Camera, table: &Table) -> Paper {
        let rows = par::map(table.cells.len() / table.across, |y| {
            let at = |x: usize| tone(self.at((x * STEP) as f32, (y * STEP) as f32, camera, table, x, y));
            (0..table.across).map(at).collect::<Vec<_>>()
        });
        Paper { across: table.across, cells: rows.concat() }
    }

    fn at(&self, px: f32, py: f32, camera: &Camera, table: &Table, x: usize, y: usize) -> Vec3 {
        let (u, v) = (px / camera.width - 0.5, py / camera.height - 0.5);
        let down = smoothstep(-0.5, 0.42, v);
        let pool = (-(u * u * 3.0 + (v - 0.08) * (v - 0.08) * 4.5)).exp();
        let corner = 1.0 - 0.16 * (u * u * 1.3 + v * v) * 2.0;
        let plain = self.top.lerp(self.table, down) * ((1.0 + self.pool * pool) * corner);
        let (left, added) = table.cells[y * table.across + x];
        plain * left + added.times(self.table)
    }
}

/// Colours at every fourth pixel: paper has no edges.
pub struct Paper {
    across: usize,
    cells: Vec<Vec3>,
}

impl Paper {
    pub fn at(&self, x: usize, y: usize) -> Vec3 {
        let part = |n: usize| ((n % STEP) as f32 + 0.5) / STEP as f32;
        let (fx, fy, from) = (part(x), part(y), (y / STEP) * self.across + x / STEP);
        let row = |i: usize| self.cells[i].lerp(self.cells[i + 1], fx);
        row(from).lerp(row(from + self.across), fy)
    }
}

/// How much light is left on the table, and how much a lamp adds, at every fourth pixel.
pub struct Table {
    across: usize,
    cells: Vec<(f32, Vec3)>,
}

const STEP: usize = 4;

impl Table {
    pub fn lit(camera: &Camera, studio: &Studio, glow: Option<(&Glow, &Lantern)>) -> Self {
        let across = camera.width as usize / STEP + 2;
        let down = camera.height as usize / STEP + 2;
        let open = luma(studio.on_table(&[v3(1e7, 1e7, 0.0)])[0]);
        let rows = par::map(down, |y| {
            let at = |x: usize| place((x * STEP) as f32, (y * STEP) as f32, camera, studio);
            let places: Vec<Option<Vec3>> = (0..across).map(at).collect();
            let mut lit = studio.on_table(&places.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
            let cell = |place: Option<Vec3>| match (place, place.and_then(|_| lit.next())) {
                (Some(at), Some(light)) => {
                    let left = (luma(light) / open).clamp(0.0, 1.0);
                    (
                        left.powf(0.85),
                        glow.map_or(Vec3::ZERO, |(glow, lantern)| {
                            glow_at(glow, at, studio) * lantern.passes(at)
                        }),
                    )
                }
                _ => (1.0, Vec3::ZERO),
            };
            places.into_iter().map(cell).collect::<Vec<_>>()
        });
        Self { across, cells: soften(&rows.concat(), across) }
    }
}

/// A slight blur, so that the single shadows of the many lights melt together.
fn soften(cells: &[(f32, Vec3)], across: usize) -> Vec<(f32, Vec3)> {
    const WEIGHTS: [f32; 5] = [1.0, 4.0, 6.0, 4.0, 1.0];
    let pass = |from: &[(f32, Vec3)], step: usize| -> Vec<(f32, Vec3)> {
        par::map(from.len().div_ceil(across), |row| {
            let cell = |i: usize| {
                let (at, last) =
                    if step == 1 { (i % across, across - 1) } else { (i / across, from.len() / across - 1) };
                let near = |k: usize| from[i + (at + k).clamp(2, last + 2) * step - (at + 2) * step].0;
                ((0..5).map(|k| WEIGHTS[k] * near(k)).sum::<f32>() / 16.0, from[i].1)
            };
            (row * across..((row + 1) * across).min(from.len())).map(cell).collect::<Vec<_>>()
        })
        .concat()
    };
    pass(&pass(cells, 1), across)
}

/// The place of the table behind a place of the picture, if shadows may fall there.
fn place(x: f32, y: f32, camera: &Camera, studio: &Studio) -> Option<Vec3> {
    let ray = camera.ray(x, y);
    if ray.z >= -1e-4 || camera.eye.z <= 0.0 {
        return None;
    }
    let at = camera.eye + ray * (camera.eye.z / -ray.z);
    (apart(at, studio) < 7.0).then_some(at)
}

/// How far from the middle of things, in their radii.
fn apart(at: Vec3, studio: &Studio) -> f32 {
    let middle = studio.ball.middle;
    (at - v3(middle.x, middle.y, 0.0)).length() / studio.ball.radius
}

fn glow_at(glow: &Glow, at: Vec3, studio: &Studio) -> Vec3 {
    let to = glow.at - at;
    let fall = glow.reach * glow.reach / (to.dot(to) + glow.reach * glow.reach);
    let fade = 1.0 - smoothstep(2.0, 7.0, apart(at, studio));
    glow.colour * (fall * (to.unit().z * 0.9 + 0.1) * 4.0 * fade)
}
