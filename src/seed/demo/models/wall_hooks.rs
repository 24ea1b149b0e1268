//! Wall hooks in three sizes from one set of measures, with countersunk screw holes.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, capsule, carve, extrude, rect2, round_cone, through};
use crate::mesh::render::Material;
use crate::mesh::render::camera::view;
use crate::mesh::{Vec3, v3};

/// The middle line of the arm, (away from the wall, up), for the medium size.
const BEND: [(f32, f32); 6] =
    [(3.0, -14.0), (12.0, -21.0), (22.0, -23.0), (31.0, -18.0), (35.4, -8.0), (36.0, 2.0)];

/// The plate is against the wall at y = 0; `s` scales everything but the screws.
fn field(p: Vec3, s: f32, line: &[(f32, f32)]) -> f32 {
    let (w, h) = (15.0 * s, 38.0 * s);
    let q = v3(p.x, p.y, p.z - h);
    let plate = extrude(rect2(q.x, q.z, w, h, w), q.y + 2.75, 2.75, 1.6);
    let arm = |a: (f32, f32), b: (f32, f32), ra: f32, rb: f32| {
        round_cone(q, v3(0.0, -a.0 * s, a.1 * s), v3(0.0, -b.0 * s, b.1 * s), ra * s, rb * s)
    };
    let mut hook = f32::INFINITY;
    for (i, pair) in line.windows(2).enumerate() {
        let t = |i: usize| i as f32 / (line.len() - 1) as f32;
        // Stout at the plate, slim at the bend, a knob at the tip.
        let thick = |t: f32| 9.5 - 6.4 * t.sqrt() + 3.6 * t.powi(6) + 2.2 * t * (1.0 - t);
        hook = hook.min(arm(pair[0], pair[1], thick(t(i)), thick(t(i + 1))));
    }
    let peg_tip = v3(0.0, -24.0 * s, 19.0 * s);
    let peg = round_cone(q, v3(0.0, -2.0, 11.0 * s), peg_tip, 6.4 * s, 5.0 * s);
    let solid = blend(plate, hook.min(peg), 7.0 * s).max(p.y);
    let mut out = solid;
    for z in [h - 10.0 * s.min(1.1), -h + 9.0 * s.min(1.1)] {
        let c = v3(q.x, q.y, q.z - z);
        let bore = capsule(c, v3(0.0, -5.0, 0.0), v3(0.0, 5.0, 0.0), 2.2);
        let sink = (c.x.hypot(c.z) - (-c.y - 1.0).max(0.0) * 0.95 - 0.6) * 0.72;
        out = carve(out, bore.min(sink.max(-c.y - 7.0)), 0.4);
    }
    out
}

fn hook(name: &'static str, s: f32, hex: u32, grain: Grain) -> Piece {
    let (low, high) = (v3(-17.0 * s, -47.0 * s, -0.5), v3(17.0 * s, 0.5, 77.0 * s));
    let line = through(&BEND, 5);
    let mesh = contour(low, high, grain.cell(0.62 * s.max(0.8)), 1.25, |p| field(p, s, &line));
    Piece::lean(name, &mesh, Material::matt(hex), 42.0)
}

fn build(grain: Grain) -> Vec<Piece> {
    vec![
        hook("hook-large", 1.25, 0x33506E, grain),
        hook("hook-medium", 1.0, 0xD4633F, grain),
        hook("hook-small", 0.72, 0xE2B04A, grain),
    ]
}

pub const MODEL: Model = Model {
    slug: "coat-hooks-three-sizes",
    build,
    shots: &[
        Shot {
            alt: "Three wall hooks, large in blue, medium in orange, small in yellow",
            scene: |p| {
                let parts = vec![
                    p[0].placed(|q| q + v3(-52.0, 0.0, 0.0)),
                    p[1].placed(|q| q),
                    p[2].placed(|q| q + v3(42.0, 0.0, 0.0)),
                ];
                studio(parts, view(30.0, 16.0).fill(0.82), paper::sage())
            },
        },
        Shot {
            alt: "The medium hook from the side",
            scene: |p| studio(vec![p[1].part()], view(66.0, 12.0).fill(0.8), paper::sand()),
        },
        Shot {
            alt: "Close view of the countersunk screw holes",
            scene: |p| {
                let green = p[0].in_colour(Material::matt(0x6E9079));
                studio(vec![green.part()], view(24.0, 14.0).fill(1.35).shift(0.04, 0.2), paper::butter())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: |p| wire(&p[1..2]) },
    ],
};
