//! A comb for the edge of a desk: six throats that hold cables of three thicknesses.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, carve, extrude, rect2};
use crate::mesh::make::skin::{Ends, skin};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Mesh, Vec3, v3};

/// Middle of each throat and its bore.
const THROATS: [(f32, f32); 6] =
    [(-44.0, 3.6), (-28.0, 3.0), (-12.0, 3.0), (5.0, 4.4), (22.0, 3.0), (40.0, 5.2)];
const HALF: f32 = 55.0;

fn field(p: Vec3) -> f32 {
    let foot = extrude(rect2(p.x, p.y, HALF, 15.0, 7.0), p.z - 2.2, 2.2, 1.4);
    let spine = extrude(rect2(p.x, p.z - 9.0, HALF - 1.0, 9.0, 6.0), p.y, 6.0, 1.8);
    let mut solid = blend(foot, spine, 5.0).max(-p.z);
    for (x, r) in THROATS {
        let (dx, dz) = (p.x - x, p.z - 11.0);
        let eye = dx.hypot(dz) - r;
        // A mouth narrower than the bore, flaring at the top.
        let mouth = (dx.abs() - r * 0.62 - (dz - 5.0).max(0.0) * 0.7).max(-dz);
        solid = carve(solid, blend(eye, mouth, 1.2), 0.9);
    }
    solid
}

fn build(grain: Grain) -> Vec<Piece> {
    let mesh = contour(v3(-HALF, -15.0, 0.0), v3(HALF, 15.0, 18.0), grain.cell(0.42), 1.3, field);
    vec![Piece::lean("cable-comb", &mesh, Material::matt(0x7E74B0), 40.0)]
}

/// A cable along Y through a throat, drooping at both ends; only a prop.
fn cable(n: usize, r: f32, hex: u32, bow: f32) -> Part {
    let (x, _) = THROATS[n];
    let steps = 160;
    let rings: Vec<Vec<Vec3>> = (0..=steps)
        .map(|i| {
            let y = -60.0 + 120.0 * i as f32 / steps as f32;
            let far = y.abs() / 60.0;
            let z = r + (11.0 - r) * (-(y / 24.0).powi(4)).exp();
            let at = v3(x + bow * far * far * (1.0 + y / 200.0), y, z);
            (0..20)
                .map(|k| {
                    let a = k as f32 / 20.0 * std::f32::consts::TAU;
                    at + v3(-r * a.cos(), 0.0, r * a.sin())
                })
                .collect()
        })
        .collect();
    let mesh: Mesh = skin(&rings, Ends::Caps);
    Part { mesh: std::sync::Arc::new(mesh), material: Material::satin(hex), paint: None, crease: 60.0 }
}

pub const MODEL: Model = Model {
    slug: "desk-cable-comb",
    build,
    shots: &[
        Shot {
            alt: "Lilac cable comb holding four cables",
            scene: |p| {
                let parts = vec![
                    p[0].part(),
                    cable(0, 2.6, 0x2B2D33, 4.0),
                    cable(2, 2.1, 0xEDEAE4, -7.0),
                    cable(3, 3.2, 0xD9583A, 6.0),
                    cable(5, 3.6, 0x2B2D33, -3.0),
                ];
                studio(parts, view(-32.0, 30.0).fill(0.95), paper::lilac())
            },
        },
        Shot {
            alt: "The comb alone from the front",
            scene: |p| studio(vec![p[0].part()], view(-22.0, 20.0).fill(0.82), paper::white()),
        },
        Shot {
            alt: "Close view of the throats",
            scene: |p| {
                let green = p[0].in_colour(Material::matt(0x5E8F7A));
                studio(vec![green.part()], view(26.0, 26.0).fill(1.8).shift(-0.2, 0.0), paper::butter())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
