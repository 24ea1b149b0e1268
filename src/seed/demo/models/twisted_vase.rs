//! A tall vase whose ridges wind once half around it.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::sdf::smoothstep;
use crate::mesh::make::skin::{Ends, polar_ring, skin};
use crate::mesh::render::Material;
use crate::mesh::render::camera::view;
use crate::mesh::{Mesh, v3};

const HEIGHT: f32 = 170.0;
const WALL: f32 = 2.2;
const RIDGES: f32 = 9.0;

fn radius(t: f32) -> f32 {
    let belly = 20.0 * (std::f32::consts::PI * (0.12 + 0.80 * t)).sin().powi(2);
    24.0 + belly - 5.0 * smoothstep(0.55, 0.95, t) + 7.0 * smoothstep(0.86, 1.0, t)
}

/// `inset` from the outer skin, at `t` of the height.
fn at(t: f32, angle: f32, inset: f32) -> f32 {
    let turn = 2.3 * t + 0.35 * (t * 6.0).sin();
    // Rounded a little, so that no edge has to follow the grid.
    let wave = ((RIDGES * (angle - turn) / 2.0).cos().powi(2) + 0.012).sqrt();
    let depth = 4.6 * smoothstep(0.0, 0.14, t) * (1.0 - 0.45 * smoothstep(0.8, 1.0, t));
    radius(t) - inset + depth * (wave * wave * 0.35 + wave * 0.65 - 0.5)
}

fn vase(grain: Grain) -> Mesh {
    let (around, up) = (grain.steps(288), grain.steps(120));
    let ring = |t: f32, inset: f32, z: f32| polar_ring(around, z, |angle| at(t, angle, inset));
    let height = |i: usize| i as f32 / up as f32;
    let mut rings = vec![ring(0.0, 1.0, 0.0), ring(0.005, 0.3, 0.4)];
    rings.extend((1..=up).map(|i| ring(height(i), 0.0, height(i) * HEIGHT)));
    rings.push(ring(1.0, 0.5, HEIGHT + 0.55));
    rings.push(ring(1.0, WALL - 0.5, HEIGHT + 0.55));
    rings.extend((2..=up).rev().map(|i| ring(height(i), WALL, height(i) * HEIGHT)));
    rings.push(ring(height(2), WALL + 1.2, 2.6));
    rings.push(ring(height(2), WALL + 8.0, 2.4));
    skin(&rings, Ends::Caps)
}

fn build(grain: Grain) -> Vec<Piece> {
    vec![Piece::lean("vase", &vase(grain), Material::satin(0x2F7470), 40.0)]
}

pub const MODEL: Model = Model {
    slug: "twisted-ridge-vase",
    build,
    shots: &[
        Shot {
            alt: "Tall teal vase with ridges that wind around it",
            scene: |p| studio(vec![p[0].part()], view(-20.0, 13.0).fill(0.84), paper::peach()),
        },
        Shot {
            alt: "Two vases, cream and plum, side by side",
            scene: |p| {
                let cream = p[0].in_colour(Material::satin(0xEFE5D6));
                let plum = p[0].in_colour(Material::satin(0x6A3550));
                let parts = vec![
                    cream.placed(|q| q + v3(-50.0, 14.0, 0.0)),
                    plum.placed(|q| (q * 0.72).turn_z(1.0) + v3(52.0, -16.0, 0.0)),
                ];
                studio(parts, view(10.0, 14.0).fill(0.84), paper::sand())
            },
        },
        Shot {
            alt: "Looking down into the mouth of the vase",
            scene: |p| studio(vec![p[0].part()], view(15.0, 48.0).fill(1.5).shift(0.0, 0.36), paper::mist()),
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
