//! A plant pot with a skin of gyroid lattice over a thin liner.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, both, carve, smoothstep};
use crate::mesh::render::Material;
use crate::mesh::render::camera::view;
use crate::mesh::{Vec3, v3};

const HEIGHT: f32 = 96.0;

/// Outer radius at a height: a slight belly.
fn radius(z: f32) -> f32 {
    42.0 + 9.0 * smoothstep(-10.0, HEIGHT + 20.0, z) + 3.0 * (z / HEIGHT * 3.1).sin()
}

fn field(p: Vec3) -> f32 {
    let r = p.x.hypot(p.y);
    let out = (r - radius(p.z)) * 0.985;
    let slab = (p.z - HEIGHT / 2.0).abs() - HEIGHT / 2.0;
    let liner = (out + 9.0).abs() - 0.9;
    let floor = (out + 8.1).max((p.z - 1.6).abs() - 1.6);
    // The gyroid is bent around the pot: fourteen periods about it, four and a half up.
    let k = std::f32::consts::TAU / 21.0;
    let (x, y, z) = (p.y.atan2(p.x) * 14.0, out * k + 0.6, p.z * k);
    let wave = x.sin() * y.cos() + y.sin() * z.cos() + z.sin() * x.cos();
    let sheet = wave.abs() / (k * 1.45) - 1.35;
    let band = (out + 4.6).abs() - 4.2;
    let lattice = both(sheet, band, 1.2);
    let rim = |z: f32, h: f32| {
        let (dx, dz) = ((out + 3.9).abs() - 4.5, (p.z - z).abs() - h + 1.0);
        dx.max(0.0).hypot(dz.max(0.0)) + dx.max(dz).min(0.0) - 1.0
    };
    let rims = rim(HEIGHT - 3.0, 3.0).min(rim(3.0, 3.0));
    let solid = blend(blend(lattice, liner, 1.6), rims.min(floor), 2.0);
    let drain = r - 5.0;
    carve(both(solid, slab, 0.8), drain, 0.8)
}

fn build(grain: Grain) -> Vec<Piece> {
    let low = v3(-58.0, -58.0, 0.0);
    let mesh = contour(low, v3(58.0, 58.0, HEIGHT), grain.cell(0.9), 1.5, field);
    vec![Piece::leaner("planter", &mesh, 0.03, Material::matt(0xC8623C), 50.0)]
}

pub const MODEL: Model = Model {
    slug: "gyroid-planter",
    build,
    shots: &[
        Shot {
            alt: "Terracotta plant pot whose outside is a wavy gyroid lattice",
            scene: |p| studio(vec![p[0].part()], view(-24.0, 20.0), paper::sand()),
        },
        Shot {
            alt: "Close view of the lattice and the rim",
            scene: |p| {
                studio(vec![p[0].part()], view(18.0, 34.0).fill(1.5).shift(0.02, 0.34), paper::peach())
            },
        },
        Shot {
            alt: "Three planters in sage, cream and charcoal",
            scene: |p| {
                let at = |x: f32, y: f32, hex: u32, turn: f32| {
                    p[0].in_colour(Material::matt(hex)).placed(move |q| q.turn_z(turn) + v3(x, y, 0.0))
                };
                let row = vec![
                    at(-118.0, 30.0, 0x8FA58C, 0.4),
                    at(0.0, -22.0, 0xEDE4D4, 1.1),
                    at(120.0, 34.0, 0x3A3D44, 2.0),
                ];
                studio(row, view(6.0, 17.0).fill(0.86), paper::sage())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
