//! Six-sided drawers that stack like a comb: a shell and a drawer with a scoop to pull it by.

use super::shots::wire_scene;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, carve, extrude, hexagon2, rect2};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Vec3, v3};

/// Half the height of the shell.
const INNER: f32 = 38.0;
const DEPTH: f32 = 84.0;
const WALL: f32 = 2.4;
const PLAY: f32 = 0.5;

/// Flat at the bottom and at the top.
fn hexagon(x: f32, z: f32, inner: f32, round: f32) -> f32 {
    hexagon2(z, x, inner, round)
}

fn shell(p: Vec3) -> f32 {
    let q = v3(p.x, p.y, p.z - INNER);
    let flat = hexagon(q.x, q.z, INNER, 3.0);
    let body = extrude(flat, q.y, DEPTH / 2.0, 1.2);
    let room = extrude(flat + WALL, q.y + WALL + 1.0, DEPTH / 2.0, 0.6);
    // A window in the back, to push the drawer out and to save plastic.
    let window = extrude(hexagon(q.x, q.z, INNER * 0.55, 4.0), q.y - DEPTH / 2.0, 8.0, 0.0);
    carve(carve(body, room, 0.6), window, 0.8)
}

fn drawer(p: Vec3) -> f32 {
    let inner = INNER - WALL - PLAY;
    let q = v3(p.x, p.y, p.z - inner);
    let long = DEPTH / 2.0 - WALL / 2.0 - 0.6;
    let flat = hexagon(q.x, q.z, inner, 2.0);
    let body = extrude(flat, q.y, long, 1.0);
    let room = extrude(hexagon(q.x, q.z, inner - 1.8, 2.0), q.y - 0.8, long - 2.4, 1.4);
    // Open above: everything over a line is cut away behind the front.
    let above = rect2(q.y - 4.4, q.z - inner * 0.2 - 40.0, long, 40.0, 3.0);
    let tub = carve(carve(body, room, 0.6), above, 0.8);
    // A knob to pull by, hollow below for the fingertips.
    let knob = extrude(rect2(q.x, q.z - 4.0, 15.0, 5.0, 4.9), q.y + long + 5.0, 7.0, 1.6);
    let grip = extrude(rect2(q.x, q.z - 1.0, 11.0, 4.6, 3.0), q.y + long + 6.0, 4.6, 1.0);
    let front = blend(tub, carve(knob, grip, 0.8), 2.4);
    let label = extrude(rect2(q.x, q.z - 20.0, 15.0, 5.5, 1.0), q.y + long, 0.7, 0.2);
    carve(front, label, 0.2)
}

fn build(grain: Grain) -> Vec<Piece> {
    let wide = INNER * 1.16;
    let high = v3(wide, DEPTH / 2.0 + 4.0, INNER * 2.0);
    let low = v3(-wide, -DEPTH / 2.0 - 14.0, 0.0);
    let cell = grain.cell(0.72);
    vec![
        Piece::lean("shell", &contour(low, high, cell, 1.3, shell), Material::matt(0xDFD8CB), 32.0),
        Piece::lean("drawer", &contour(low, high, cell, 1.3, drawer), Material::matt(0xE4B04C), 32.0),
    ]
}

/// A shell with its drawer, pulled out by `open` millimetres.
fn unit(p: &[Piece], at: Vec3, open: f32, hex: u32) -> Vec<Part> {
    let lift = v3(0.0, -open - 1.6, WALL + PLAY);
    vec![p[0].placed(move |q| q + at), p[1].in_colour(Material::matt(hex)).placed(move |q| q + at + lift)]
}

pub const MODEL: Model = Model {
    slug: "hex-stacking-drawers",
    build,
    shots: &[
        Shot {
            alt: "Stack of six-sided drawers, one pulled open",
            scene: |p| {
                let across = INNER * 3f32.sqrt() + 0.4;
                let up = INNER * 2.0 + 0.3;
                let mut parts = unit(p, Vec3::ZERO, 0.0, 0xE4B04C);
                parts.extend(unit(p, v3(0.0, 0.0, up), 34.0, 0xD9623F));
                parts.extend(unit(p, v3(across, 0.0, up / 2.0), 0.0, 0x3F6380));
                parts.extend(unit(p, v3(2.0 * across, 0.0, 0.0), 14.0, 0x7E9A86));
                parts.extend(unit(p, v3(2.0 * across, 0.0, up), 0.0, 0x9A8FC0));
                studio(parts, view(-30.0, 16.0).fill(0.84), paper::sand())
            },
        },
        Shot {
            alt: "Shell and drawer apart",
            scene: |p| {
                let front = p[1].placed(|q| q.turn_z(-0.5) + v3(70.0, -62.0, 0.0));
                studio(vec![p[0].part(), front], view(-16.0, 28.0).fill(0.84), paper::mist())
            },
        },
        Shot {
            alt: "Close view of the handle and the place for a label",
            scene: |p| {
                let parts = unit(p, Vec3::ZERO, 26.0, 0xD9623F);
                studio(parts, view(-34.0, 26.0).fill(1.15).shift(0.05, 0.04), paper::peach())
            },
        },
        Shot {
            alt: "The mesh of the drawer in wireframe",
            scene: |p| wire_scene(&p[1..], 5200, view(-34.0, 30.0)),
        },
    ],
};
