//! Coasters with terraced landscapes inside a rim: an island, a ridge, a crater, a river.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::noise::fractal;
use crate::mesh::make::sdf::{carve, cylinder};
use crate::mesh::render::camera::view;
use crate::mesh::render::colour::rgb;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Vec3, v3};

const RADIUS: f32 = 47.0;
const BASE: f32 = 2.4;
const STEP: f32 = 1.25;
const LEVELS: usize = 5;
const TOP: f32 = BASE + STEP * LEVELS as f32;

/// Height from 0 to 1 over the disc.
fn land(kind: u32, x: f32, y: f32) -> f32 {
    let p = v3(x / 30.0, y / 30.0, kind as f32 * 3.7);
    let rough = fractal(p, 3, 40 + kind);
    let r = x.hypot(y) / RADIUS;
    match kind {
        0 => 1.02 - r * 1.15 + rough * 0.8,
        1 => 1.0 - (x * 0.8 + y * 0.6 + rough * 34.0).abs() / 36.0 + rough * 0.3,
        2 => 1.05 - ((r - 0.46).abs() * 2.3) + rough * 0.35,
        _ => {
            let river = (y + 15.0 * (x / 17.0).sin() + rough * 14.0).abs() / 26.0;
            river * 0.75 + rough * 0.3
        }
    }
}

fn field(p: Vec3, kind: u32) -> f32 {
    let disc = cylinder(v3(p.x, p.y, p.z - TOP / 2.0), RADIUS, TOP / 2.0, 0.9);
    if disc > 4.0 || p.z < BASE - 1.0 {
        return disc;
    }
    let h = land(kind, p.x, p.y);
    let d = 0.4;
    let (gx, gy) = ((land(kind, p.x + d, p.y) - h) / d, (land(kind, p.x, p.y + d) - h) / d);
    let slope = gx.hypot(gy).max(0.012);
    // The air above the land, terrace by terrace; each is a flat region drawn upwards.
    let mut ground = p.z - BASE;
    for level in 1..LEVELS {
        let from = level as f32 / LEVELS as f32;
        let out = ((from - h) / slope).clamp(-6.0, 6.0);
        ground = ground.min((p.z - BASE - STEP * level as f32).max(out));
    }
    let rim = RADIUS - 3.4 - p.x.hypot(p.y);
    let air = (-ground).max(-rim);
    carve(disc, air, 0.25)
}

fn coaster(name: &'static str, kind: u32, hex: u32, grain: Grain) -> Piece {
    let low = v3(-RADIUS, -RADIUS, 0.0);
    let mesh = contour(low, v3(RADIUS, RADIUS, TOP), grain.cell(0.55), 1.6, |p| field(p, kind));
    Piece::lean(name, &mesh, Material::matt(hex), 30.0)
}

fn build(grain: Grain) -> Vec<Piece> {
    vec![
        coaster("coaster-island", 0, 0x2E7D83, grain),
        coaster("coaster-ridge", 1, 0xC4643F, grain),
        coaster("coaster-crater", 2, 0xD9A640, grain),
        coaster("coaster-river", 3, 0x6E8A63, grain),
    ]
}

/// Lowland darker, heights lighter, as in an atlas.
fn tinted(part: Part, low: u32, at: Vec3) -> Part {
    let (high, low) = (part.material.colour, rgb(low));
    part.with_paint(move |p| {
        let q = p - at;
        let inside = q.x.hypot(q.y) < RADIUS - 3.45 && q.z > BASE - 0.2;
        let level = ((q.z - BASE + 0.05) / STEP).floor() / (LEVELS - 1) as f32;
        inside.then(|| low.lerp(high, level.clamp(0.0, 1.0)))
    })
}

pub const MODEL: Model = Model {
    slug: "contour-coasters",
    build,
    shots: &[
        Shot {
            alt: "Four round coasters with terraced landscapes in teal, rust, mustard and green",
            scene: |p| {
                let at = [(-50.0, 46.0), (52.0, 50.0), (-46.0, -54.0), (56.0, -50.0)];
                let low = [0x1F4E63, 0x7A3A28, 0x8E6420, 0x3C5A44];
                let parts = (0..4)
                    .map(|i| {
                        let by = v3(at[i].0, at[i].1, 0.0);
                        tinted(p[i].placed(move |q| q + by), low[i], by)
                    })
                    .collect();
                let mut scene = studio(parts, view(-14.0, 50.0).fill(0.86), paper::sand());
                scene.rig.key_lift = 33.0;
                scene
            },
        },
        Shot {
            alt: "The island coaster, its sea in dark blue",
            scene: |p| {
                let island = p[0].in_colour(Material::matt(0xE6DCC6));
                studio(
                    vec![tinted(island.part(), 0x27506B, Vec3::ZERO)],
                    view(20.0, 34.0).fill(0.84),
                    paper::mist(),
                )
            },
        },
        Shot {
            alt: "All four stacked",
            scene: |p| {
                let parts = (0..4)
                    .map(|i| {
                        let n = i as f32;
                        p[i].placed(move |q| {
                            q.turn_z(n * 0.7) + v3((n * 2.1).sin() * 3.0, (n * 1.7).cos() * 3.0, n * TOP)
                        })
                    })
                    .collect();
                studio(parts, view(-30.0, 28.0).fill(0.74), paper::butter())
            },
        },
        Shot { alt: "The mesh of the crater in wireframe", scene: |p| wire(&p[2..3]) },
    ],
};
