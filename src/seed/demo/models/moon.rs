//! A hollow moon with craters and maria, open below for a light.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::noise::{Dice, fractal};
use crate::mesh::make::sdf::{carve, smoothstep};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Glow, Material, Rig, Scene};
use crate::mesh::{Vec3, v3};

const RADIUS: f32 = 48.0;
const MIDDLE: Vec3 = v3(0.0, 0.0, 44.0);

struct Crater {
    at: Vec3,
    /// Half its width as seen from the middle, in radians.
    wide: f32,
}

fn craters() -> Vec<Crater> {
    let mut dice = Dice::new(1969);
    (0..150)
        .map(|i| {
            let z = dice.between(-1.0, 1.0);
            let angle = dice.between(0.0, std::f32::consts::TAU);
            let r = (1.0 - z * z).sqrt();
            let wide = 0.055 + 0.30 * (1.0 - (i as f32 / 150.0)).powi(7) + dice.between(0.0, 0.05);
            Crater { at: v3(r * angle.cos(), r * angle.sin(), z), wide }
        })
        .collect()
}

/// How far the ground lies above the ball, in millimetres.
fn relief(n: Vec3, craters: &[Crater]) -> f32 {
    let mut height = 0.9 * fractal(n * 2.2, 4, 5) + 0.5 * fractal(n * 9.0, 2, 9);
    height -= 0.9 * smoothstep(0.05, 0.4, fractal(n * 1.3, 2, 77));
    let (mut floor, mut wall) = (0.0f32, 0.0f32);
    for c in craters {
        let cos = n.dot(c.at);
        if cos < 1.0 - c.wide * c.wide * 1.2 {
            continue;
        }
        // 0 in the middle, 1 at the wall.
        let d = (2.0 * (1.0 - cos)).max(0.0).sqrt() / c.wide;
        let deep = 9.5 * c.wide.min(0.22);
        floor = floor.min(-deep * (1.0 - smoothstep(0.55, 0.98, d)));
        wall = wall.max(deep * 0.45 * smoothstep(0.72, 1.0, d) * (1.0 - smoothstep(1.0, 1.5, d)));
    }
    // Craters do not add up, or they would break through the shell.
    (height + floor + wall * (1.0 + floor).clamp(0.0, 1.0)).clamp(-2.8, 2.4)
}

fn build(grain: Grain) -> Vec<Piece> {
    let craters = craters();
    let field = |p: Vec3| {
        let q = p - MIDDLE;
        let far = q.length();
        if !(RADIUS - 8.0..=RADIUS + 8.0).contains(&far) {
            return (far - RADIUS).abs() - 4.0;
        }
        let out = (far - RADIUS - relief(q / far, &craters)) * 0.75;
        let hollow = RADIUS - 4.2 - far;
        let shell = out.max(hollow);
        carve(shell, (p.x.hypot(p.y) - 17.0).max(p.z - 12.0), 0.6).max(-p.z)
    };
    let mesh = contour(v3(-53.0, -53.0, -1.0), v3(53.0, 53.0, 98.0), grain.cell(0.85), 1.6, field);
    vec![Piece::lean("moon", &mesh, Material { gloss: 0.2, ..Material::matt(0xE9E4D8) }, 60.0)]
}

/// Thin walls let more of the lamp through.
fn shine(p: Vec3) -> Option<Vec3> {
    let wall = (p - MIDDLE).length() - (RADIUS - 4.2);
    Some(v3(0.95, 0.9, 0.78) * (-(wall - 2.2) * 0.34).exp().min(1.3))
}

fn lit(p: &[Piece]) -> Scene {
    let from = view(-20.0, 8.0).fill(0.72);
    let backdrop = paper::night();
    let evening = Rig::evening(&from, &backdrop);
    Scene {
        parts: vec![p[0].part().with_paint(shine)],
        view: from,
        backdrop,
        rig: Rig {
            key: evening.key * 0.10,
            rim: evening.rim * 0.5,
            sky: evening.sky * 0.5,
            key_lift: 26.0,
            ..evening
        },
        glow: Some(Glow { at: MIDDLE, colour: v3(1.0, 0.70, 0.38) * 1.35, reach: 46.0, through: 0.95 }),
    }
}

pub const MODEL: Model = Model {
    slug: "crater-moon-lamp",
    build,
    shots: &[
        Shot { alt: "A glowing moon with craters on a dark table", scene: lit },
        Shot {
            alt: "The moon in daylight",
            scene: |p| {
                let mut scene = studio(vec![p[0].part()], view(40.0, 16.0).fill(0.74), paper::slate());
                scene.rig.key_lift = 24.0;
                scene
            },
        },
        Shot {
            alt: "Close view of the craters",
            scene: |p| {
                let mut scene = studio(vec![p[0].part()], view(150.0, 30.0).fill(1.7), paper::sand());
                scene.rig.key_lift = 20.0;
                scene
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
