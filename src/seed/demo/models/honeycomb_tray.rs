//! A desk tray with a honeycomb floor and rounded walls.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, carve, extrude, hexagon2, rect2};
use crate::mesh::render::Material;
use crate::mesh::render::camera::view;
use crate::mesh::{Vec3, v3};

const HALF: (f32, f32) = (95.0, 62.0);
const HEIGHT: f32 = 24.0;
const PITCH: f32 = 15.0;
/// Where the inner wall stands.
const WALL_AT: f32 = 25.98;

/// Distance to the nearest hole of the honeycomb.
fn comb(x: f32, y: f32) -> f32 {
    let row = PITCH * 0.866_025_4;
    let near = |offset: f32| {
        let cx = ((x - offset) / PITCH).round() * PITCH + offset;
        let line = if offset == 0.0 { 0.0 } else { row };
        let cy = ((y - line) / (2.0 * row)).round() * 2.0 * row + line;
        // Only whole cells: the rest of the floor stays shut.
        let shut = (cy - WALL_AT).abs() < PITCH * 0.58 + 1.4;
        let inside = !shut && rect2(cx, cy, HALF.0 - 3.0, HALF.1 - 3.0, 15.0) < -PITCH * 0.62;
        if inside { hexagon2(x - cx, y - cy, PITCH / 2.0 - 1.3, 1.2) } else { PITCH * 0.4 }
    };
    near(0.0).min(near(PITCH / 2.0))
}

fn field(p: Vec3) -> f32 {
    let outline = rect2(p.x, p.y, HALF.0, HALF.1, 18.0);
    let body = extrude(outline, p.z - HEIGHT / 2.0, HEIGHT / 2.0, 1.4);
    let room = extrude(outline + 3.0, p.z - HEIGHT / 2.0 - 3.2, HEIGHT / 2.0, 2.0);
    let shell = carve(body, room, 0.8);
    // One wall across, lower than the rim, makes a place for pens.
    let wall = extrude((p.y - WALL_AT).abs() - 1.4, p.z - 8.0, 8.0, 1.0).max(outline + 1.5);
    let holes = comb(p.x, p.y).max(p.z - 8.0);
    let solid = carve(shell, holes, 0.6);
    blend(solid, wall, 1.5)
}

fn build(grain: Grain) -> Vec<Piece> {
    let low = v3(-HALF.0, -HALF.1, 0.0);
    let mesh = contour(low, v3(HALF.0, HALF.1, HEIGHT), grain.cell(0.8), 1.3, field);
    vec![Piece::lean("tray", &mesh, Material::matt(0xDDA63A), 35.0)]
}

pub const MODEL: Model = Model {
    slug: "honeycomb-desk-tray",
    build,
    shots: &[
        Shot {
            alt: "Mustard desk tray with a honeycomb floor and a place for pens",
            scene: |p| studio(vec![p[0].part()], view(-26.0, 36.0).fill(0.84), paper::sand()),
        },
        Shot {
            alt: "Close view of the honeycomb and the inner wall",
            scene: |p| {
                studio(vec![p[0].part()], view(34.0, 30.0).fill(1.9).shift(0.1, 0.05), paper::butter())
            },
        },
        Shot {
            alt: "Two trays stacked crosswise, in sage and ink blue",
            scene: |p| {
                let sage = p[0].in_colour(Material::matt(0x92A78E));
                let ink = p[0].in_colour(Material::matt(0x2C4766));
                let parts = vec![sage.part(), ink.placed(|q| q.turn_z(0.42) + v3(6.0, 4.0, HEIGHT))];
                studio(parts, view(22.0, 30.0).fill(0.82), paper::mist())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
