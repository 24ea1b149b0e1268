//! A chain that comes off the printer already linked.

use std::f32::consts::{FRAC_PI_4, PI, TAU};

use super::shots::wire_scene;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::skin::sweep_closed;
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Mesh, Vec3, v3};

const STRAIGHT: f32 = 6.4;
const BEND: f32 = 6.8;
const WIRE: f32 = 2.4;
const PITCH: f32 = 2.0 * (STRAIGHT + BEND) - 2.0 * WIRE - 1.0;
const LINKS: usize = 13;

/// The middle line of a link: two straights and two half circles, once around for `t` from 0 to 1.
fn stadium(t: f32) -> Vec3 {
    let arc = PI * BEND;
    let all = 2.0 * (arc + 2.0 * STRAIGHT);
    let mut s = t * all;
    if s < 2.0 * STRAIGHT {
        return v3(-STRAIGHT + s, -BEND, 0.0);
    }
    s -= 2.0 * STRAIGHT;
    if s < arc {
        let a = s / BEND - PI / 2.0;
        return v3(STRAIGHT + BEND * a.cos(), BEND * a.sin(), 0.0);
    }
    s -= arc;
    if s < 2.0 * STRAIGHT {
        return v3(STRAIGHT - s, BEND, 0.0);
    }
    let a = (s - 2.0 * STRAIGHT) / BEND + PI / 2.0;
    v3(-STRAIGHT + BEND * a.cos(), BEND * a.sin(), 0.0)
}

/// The wire is a rounded square, so that a link turned by 45° has a flat to stand on.
fn link(grain: Grain) -> Mesh {
    let section = |_: f32, a: f32| {
        let (s, c) = a.sin_cos();
        let r = WIRE / (s.abs().powf(5.0) + c.abs().powf(5.0)).powf(0.2);
        let (x, y) = (r * c, r * s);
        ((x - y) * 0.707, (x + y) * 0.707)
    };
    sweep_closed(stadium, grain.steps(92), grain.steps(24), section)
}

fn turned(n: usize) -> f32 {
    if n.is_multiple_of(2) { FRAC_PI_4 } else { -FRAC_PI_4 }
}

fn build(grain: Grain) -> Vec<Piece> {
    let one = link(grain);
    let links: Vec<Mesh> = (0..LINKS)
        .map(|n| one.clone().map(|p| p.turn_x(turned(n)) + v3(n as f32 * PITCH, 0.0, 0.0)))
        .collect();
    let chain = Mesh::together(&links).on_table();
    let steel = Material::metal(0xD3D7DC, 0.32);
    vec![
        Piece::new("chain-13-links", chain, steel, 40.0),
        Piece::new("single-link", one.on_table(), steel, 40.0),
    ]
}

/// The links along a curve on the table, `n` of them.
fn along(link: &Piece, n: usize, curve: impl Fn(f32) -> Vec3) -> Vec<Part> {
    // Walks the curve in small steps and sets a link at every pitch.
    let (mut t, mut parts) = (0.0f32, Vec::new());
    let mut last = curve(0.0);
    for k in 0..n {
        while k > 0 && (curve(t) - last).length() < PITCH {
            t += 0.002;
        }
        last = curve(t);
        let way = curve(t + 0.01) - curve(t - 0.01);
        let heading = way.y.atan2(way.x);
        let at = last;
        let lift = (BEND + WIRE) * 0.707 + 0.6;
        parts.push(link.placed(move |p| {
            (p - v3(0.0, 0.0, WIRE)).turn_x(turned(k)).turn_z(heading) + at + v3(0.0, 0.0, lift)
        }));
    }
    parts
}

pub const MODEL: Model = Model {
    slug: "print-in-place-chain",
    build,
    shots: &[
        Shot {
            alt: "A golden chain lying in a coil",
            scene: |p| {
                let gold = p[1].in_colour(Material::metal(0xF2C879, 0.3));
                let coil = |t: f32| {
                    let t = t.max(0.0);
                    let (a, r) = (-2.2 + 3.4 * t.sqrt() * 1.9, 34.0 + 26.0 * t.sqrt());
                    v3(r * a.cos(), r * a.sin(), 0.0)
                };
                studio(along(&gold, 24, coil), view(-16.0, 40.0).fill(0.86), paper::slate())
            },
        },
        Shot {
            alt: "The chain as it lies on the print bed",
            scene: |p| studio(vec![p[0].part()], view(-38.0, 26.0).fill(0.88), paper::mist()),
        },
        Shot {
            alt: "A closed ring of orange and cream links",
            scene: |p| {
                let n = 14;
                let r = PITCH / (2.0 * (PI / n as f32).sin());
                let parts = (0..n)
                    .flat_map(|k| {
                        let hex = if k % 2 == 0 { 0xD8603A } else { 0xEFE4D2 };
                        let one = p[1].in_colour(Material::matt(hex));
                        let a = TAU * k as f32 / n as f32;
                        let lift = (BEND + WIRE) * 0.707 + 0.6;
                        vec![one.placed(move |q| {
                            (q - v3(0.0, 0.0, WIRE)).turn_x(turned(k)).turn_z(a + PI / 2.0)
                                + v3(r * a.cos(), r * a.sin(), lift)
                        })]
                    })
                    .collect();
                studio(parts, view(10.0, 42.0).fill(0.84), paper::peach())
            },
        },
        Shot {
            alt: "The mesh of one link in wireframe",
            scene: |p| wire_scene(&p[1..], 4600, view(30.0, 34.0)),
        },
    ],
};
