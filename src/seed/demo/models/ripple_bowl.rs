//! A bowl with a rim like a wave coming in.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::sdf::smoothstep;
use crate::mesh::make::skin::{Ends, skin};
use crate::mesh::render::Material;
use crate::mesh::render::camera::view;
use crate::mesh::{Mesh, Vec3, v3};

const HEIGHT: f32 = 62.0;
const WALL: f32 = 2.6;

/// A point of the outer skin, `inset` from it, `t` of the way up the side.
fn at(t: f32, angle: f32, inset: f32) -> Vec3 {
    let open = (t * 1.45).sin() / 1.45f32.sin();
    let swell = smoothstep(0.25, 1.0, t);
    let wave = (angle * 7.0 + t * 1.6).sin();
    let r = 34.0 + 56.0 * open + 5.5 * swell * wave - inset;
    let z = HEIGHT * t.powf(1.7) + 4.5 * swell * swell * (angle * 7.0 + t * 1.6 + 0.9).sin();
    v3(r * angle.cos(), r * angle.sin(), z)
}

fn bowl(grain: Grain) -> Mesh {
    let (around, up) = (grain.steps(252), grain.steps(44));
    let ring = |t: f32, inset: f32, lift: f32| -> Vec<Vec3> {
        let angle = |i: usize| i as f32 / around as f32 * std::f32::consts::TAU;
        (0..around).map(|i| at(t, angle(i), inset) + v3(0.0, 0.0, lift)).collect()
    };
    let t = |i: usize| i as f32 / up as f32;
    let mut rings = vec![ring(0.0, 1.0, 0.0)];
    rings.extend((0..=up).map(|i| ring(t(i), 0.0, if i == 0 { 0.5 } else { 0.5 + 0.4 * (1.0 - t(i)) })));
    rings.push(ring(1.0, 0.5, 1.3));
    rings.push(ring(1.0, WALL - 0.5, 1.3));
    // The inside lies higher where the side is flat, so the wall is even.
    rings.extend(
        (0..=up).rev().map(|i| ring(t(i), WALL - 1.4 * (1.0 - t(i)), 0.5 + 2.9 * (1.0 - t(i)).powf(0.7))),
    );
    rings.push(ring(0.0, 6.0, 3.2));
    skin(&rings, Ends::Caps)
}

fn build(grain: Grain) -> Vec<Piece> {
    vec![Piece::lean("bowl", &bowl(grain), Material::satin(0x3E6E9E), 50.0)]
}

pub const MODEL: Model = Model {
    slug: "ripple-fruit-bowl",
    build,
    shots: &[
        Shot {
            alt: "Blue bowl with a waving rim",
            scene: |p| studio(vec![p[0].part()], view(-12.0, 26.0).fill(0.84), paper::sand()),
        },
        Shot {
            alt: "The bowl from above",
            scene: |p| {
                let coral = p[0].in_colour(Material::satin(0xE08468));
                studio(vec![coral.part()], view(0.0, 62.0).fill(0.86), paper::mist())
            },
        },
        Shot {
            alt: "Three bowls nested in white, sky and navy",
            scene: |p| {
                let colours = [0x27405E, 0x7FA9C6, 0xF1EDE4];
                let parts = (0..3)
                    .map(|i| {
                        let n = i as f32;
                        let one = p[0].in_colour(Material::satin(colours[i]));
                        one.placed(move |q| q * (1.0 - 0.16 * n) + v3(0.0, 0.0, 7.0 * n))
                    })
                    .collect();
                studio(parts, view(20.0, 30.0).fill(0.84), paper::butter())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
