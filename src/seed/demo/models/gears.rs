//! A planetary gear set with herringbone teeth: involute, 20°, module 1.6.

use std::f32::consts::{PI, TAU};

use super::shots::wire_scene;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::skin::{Ends, polar_ring, skin};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Mesh, Vec3, v3};

const MODULE: f32 = 1.6;
const WIDTH: f32 = 14.0;
const SUN: usize = 16;
const PLANET: usize = 14;
const RING: usize = 44;
const PLANETS: usize = 4;
const PRESSURE: f32 = 20.0 * PI / 180.0;

/// The outline of a gear as (radius, angle), `above` and `below` the pitch circle in modules, teeth thinner by `play` mm.
fn outline(teeth: usize, above: f32, below: f32, play: f32) -> Vec<(f32, f32)> {
    let pitch = MODULE * teeth as f32 / 2.0;
    let base = pitch * PRESSURE.cos();
    let (tip, root) = (pitch + above * MODULE, pitch - below * MODULE);
    let involute = |a: f32| a.tan() - a;
    let half = |r: f32| {
        let a = (base / r.max(base)).min(1.0).acos();
        PI / (2.0 * teeth as f32) + involute(PRESSURE) - involute(a) - play / pitch
    };
    let steps = 7;
    let flank: Vec<(f32, f32)> = (0..=steps)
        .map(|i| {
            let r = root + (tip - root) * i as f32 / steps as f32;
            (r, half(r).max(0.004))
        })
        .collect();
    let turn = TAU / teeth as f32;
    (0..teeth)
        .flat_map(|tooth| {
            let at = turn * tooth as f32;
            let up = flank.iter().map(move |&(r, a)| (r, at - a));
            let down = flank.iter().rev().map(move |&(r, a)| (r, at + a));
            let valley = (1..3).map(move |k| {
                let start = half(root);
                (root, at + start + (turn - 2.0 * start) * k as f32 / 3.0)
            });
            up.chain(down).chain(valley).collect::<Vec<_>>()
        })
        .collect()
}

/// Turns with height to one side and back again: the herringbone.
fn lean(z: f32, teeth: usize, hand: f32) -> f32 {
    hand * 30f32.to_radians().tan() * ((z - WIDTH / 2.0).abs() - WIDTH / 4.0) / (MODULE * teeth as f32 / 2.0)
}

fn heights(grain: Grain) -> Vec<f32> {
    let steps = grain.steps(12);
    let mut z: Vec<f32> = (0..=steps).map(|i| 0.5 + (WIDTH - 1.0) * i as f32 / steps as f32).collect();
    z.insert(0, 0.0);
    z.push(WIDTH);
    z
}

fn toothed(outline: &[(f32, f32)], z: f32, teeth: usize, hand: f32, shrink: f32) -> Vec<Vec3> {
    let turn = lean(z, teeth, hand);
    outline
        .iter()
        .map(|&(r, a)| v3((r - shrink) * (a + turn).cos(), (r - shrink) * (a + turn).sin(), z))
        .collect()
}

/// Slightly bevelled at both faces.
fn bevel(z: f32) -> f32 {
    if z <= 0.0 || z >= WIDTH { 0.4 } else { 0.0 }
}

fn wheel(teeth: usize, hand: f32, bore: f32, grain: Grain) -> Mesh {
    let line = outline(teeth, 0.95, 1.2, 0.06);
    let z = heights(grain);
    let mut rings: Vec<Vec<Vec3>> = z.iter().map(|&z| toothed(&line, z, teeth, hand, bevel(z))).collect();
    // The bore follows the outline's points, so that faces have no slivers.
    let inside = |z: f32, r: f32| -> Vec<Vec3> {
        let turn = lean(z, teeth, hand);
        line.iter().map(|&(_, a)| v3(r * (a + turn).cos(), r * (a + turn).sin(), z)).collect()
    };
    rings.extend([
        inside(WIDTH, bore + 0.6),
        inside(WIDTH - 0.6, bore),
        inside(0.6, bore),
        inside(0.0, bore + 0.6),
    ]);
    skin(&rings, Ends::Joined)
}

fn ring(grain: Grain) -> Mesh {
    let line = outline(RING, 1.2, 0.95, -0.06);
    let outer = MODULE * RING as f32 / 2.0 + 6.5;
    let z = heights(grain);
    let round = |z: f32, r: f32| polar_ring(line.len(), z, |_| r);
    let mut rings = vec![
        round(0.0, outer - 0.8),
        round(0.8, outer),
        round(WIDTH - 0.8, outer),
        round(WIDTH, outer - 0.8),
    ];
    let turn = |ring: Vec<Vec3>, by: f32| -> Vec<Vec3> { ring.into_iter().map(|p| p.turn_z(by)).collect() };
    let first = line[0].1;
    rings = rings.into_iter().map(|r| turn(r, first + lean(WIDTH, RING, -1.0) * 0.5)).collect();
    rings.extend(z.iter().rev().map(|&z| toothed(&line, z, RING, -1.0, -bevel(z))));
    skin(&rings, Ends::Joined)
}

fn build(grain: Grain) -> Vec<Piece> {
    vec![
        Piece::new("ring", ring(grain), Material::matt(0x2F3D4F), 32.0),
        Piece::new("sun", wheel(SUN, 1.0, 5.0, grain), Material::matt(0xE0A032), 32.0),
        Piece::new("planet", wheel(PLANET, -1.0, 4.0, grain), Material::matt(0xD9583A), 32.0),
    ]
}

/// Where planet `n` sits and how it is turned so that its teeth meet the sun's.
fn planet_place(n: usize) -> (Vec3, f32) {
    let around = TAU * n as f32 / PLANETS as f32;
    let far = MODULE * (SUN + PLANET) as f32 / 2.0;
    let phase = (around * SUN as f32 / TAU).fract();
    (v3(far * around.cos(), far * around.sin(), 0.0), around + PI + TAU * (phase - 0.5) / PLANET as f32)
}

fn together(p: &[Piece], lift: f32) -> Vec<Part> {
    let (_, turn) = planet_place(0);
    let phase = (-turn * PLANET as f32 / TAU).rem_euclid(1.0);
    let mut parts = vec![
        p[0].placed(move |q| q.turn_z(-TAU * phase / RING as f32)),
        p[1].placed(move |q| q + v3(0.0, 0.0, lift)),
    ];
    parts.extend((0..PLANETS).map(|n| {
        let (at, turn) = planet_place(n);
        p[2].placed(move |q| q.turn_z(turn) + at + v3(0.0, 0.0, lift * 0.5))
    }));
    parts
}

pub const MODEL: Model = Model {
    slug: "herringbone-planetary-gears",
    build,
    shots: &[
        Shot {
            alt: "Planetary gear set with herringbone teeth, ring in navy, planets in orange, sun in yellow",
            scene: |p| studio(together(p, 0.0), view(-18.0, 38.0).fill(0.82), paper::mist()),
        },
        Shot {
            alt: "The sun and planets lifted out of the ring",
            scene: |p| studio(together(p, 26.0), view(24.0, 24.0).fill(0.8), paper::butter()),
        },
        Shot {
            alt: "Close view of meshing herringbone teeth",
            scene: |p| studio(together(p, 0.0), view(-40.0, 46.0).fill(1.7).shift(0.2, -0.1), paper::sand()),
        },
        Shot {
            alt: "The mesh of one planet in wireframe",
            scene: |p| wire_scene(&p[2..], 6000, view(30.0, 30.0)),
        },
    ],
};
