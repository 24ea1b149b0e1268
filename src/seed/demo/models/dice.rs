//! Six-sided dice with sunk pips, opposite sides adding up to seven.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{both, carve, round_box, sphere};
use crate::mesh::render::camera::view;
use crate::mesh::render::colour::rgb;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Vec3, v3};

const HALF: f32 = 9.0;

/// Where the pips of a side sit, in steps from its middle.
fn pips(n: usize) -> &'static [(f32, f32)] {
    match n {
        1 => &[(0.0, 0.0)],
        2 => &[(-1.0, -1.0), (1.0, 1.0)],
        3 => &[(-1.0, -1.0), (0.0, 0.0), (1.0, 1.0)],
        4 => &[(-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0)],
        5 => &[(-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (0.0, 0.0)],
        _ => &[(-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (-1.0, 0.0), (1.0, 0.0)],
    }
}

/// The place of a pip on the side with `n` pips.
fn on_side(n: usize, (a, b): (f32, f32)) -> Vec3 {
    let (a, b, out) = (a * 4.6, b * 4.6, HALF);
    match n {
        1 => v3(a, b, out),
        6 => v3(a, b, -out),
        2 => v3(a, -out, b),
        5 => v3(a, out, b),
        3 => v3(out, a, b),
        _ => v3(-out, a, b),
    }
}

fn build(grain: Grain) -> Vec<Piece> {
    let places: Vec<Vec3> = (1..=6).flat_map(|n| pips(n).iter().map(move |&p| on_side(n, p))).collect();
    let field = |p: Vec3| {
        let body = both(round_box(p, Vec3::splat(HALF), 1.6), sphere(p, HALF * 1.5), 1.5);
        let pip = places.iter().fold(f32::INFINITY, |near, c| near.min(sphere(p - *c, 2.0)));
        carve(body, pip, 0.25)
    };
    let mesh = contour(Vec3::splat(-HALF), Vec3::splat(HALF), grain.cell(0.36), 1.2, field);
    vec![Piece::lean("die", &mesh.on_table(), Material::satin(0xB8322B), 40.0)]
}

/// A die in two colours, `top` up, turned about the Z axis.
fn die(p: &[Piece], top: usize, turn: f32, at: (f32, f32, f32), body: u32, pip: u32) -> Vec<Part> {
    let half_turn = std::f32::consts::PI;
    let up = move |c: Vec3, way: f32| match top {
        1 => c,
        6 => c.turn_x(half_turn),
        2 => c.turn_x(-half_turn / 2.0 * way),
        5 => c.turn_x(half_turn / 2.0 * way),
        3 => c.turn_y(-half_turn / 2.0 * way),
        _ => c.turn_y(half_turn / 2.0 * way),
    };
    let middle = v3(at.0, at.1, at.2 + HALF);
    let there = move |q: Vec3| up(q - v3(0.0, 0.0, HALF), 1.0).turn_z(turn) + middle;
    let back = move |p: Vec3| up((p - middle).turn_z(-turn), -1.0);
    let ink = rgb(pip);
    let one = p[0].in_colour(Material::satin(body)).placed(there);
    vec![one.with_paint(move |p| in_pip(back(p)).then_some(ink))]
}

/// On the inside of a pip, below the faces.
fn in_pip(c: Vec3) -> bool {
    let deep = c.abs().max_component() < HALF - 0.06;
    deep && (1..=6).any(|n| pips(n).iter().any(|&p| (on_side(n, p) - c).length() < 2.1))
}

pub const MODEL: Model = Model {
    slug: "pocket-dice",
    build,
    shots: &[
        Shot {
            alt: "Five dice in red, cream and teal",
            scene: |p| {
                let mut parts = die(p, 6, 0.5, (-24.0, 6.0, 0.0), 0xB8322B, 0xF4EEE2);
                parts.extend(die(p, 1, 1.2, (4.0, -14.0, 0.0), 0xF0E6D3, 0x2C2A28));
                parts.extend(die(p, 5, 0.2, (3.0, 16.0, 0.0), 0x2B7A78, 0xF4EEE2));
                parts.extend(die(p, 3, 0.75, (30.0, 2.0, 0.0), 0xB8322B, 0xF4EEE2));
                parts.extend(die(p, 4, 0.35, (-4.0, 2.0, 18.0), 0xE3B04B, 0x2C2A28));
                studio(parts, view(-14.0, 30.0).fill(0.8), paper::mist())
            },
        },
        Shot {
            alt: "One cream die close up",
            scene: |p| {
                let parts = die(p, 3, 0.3, (0.0, 0.0, 0.0), 0xF0E6D3, 0x2C2A28);
                studio(parts, view(-24.0, 32.0).fill(0.62), paper::clay())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
