//! A sitting fox: soft forms, boiled down to a few hundred flat faces.

use super::shots::wire_scene;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::decimate::decimate;
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, ellipsoid, round_cone};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Vec3, v3};

/// Looks towards −Y. Everything but the tail is the same on both sides.
fn field(p: Vec3) -> f32 {
    let m = v3(p.x.abs(), p.y, p.z);
    let body = round_cone(p, v3(0.0, 8.0, 19.0), v3(0.0, -5.0, 50.0), 18.0, 10.5);
    let hip = ellipsoid(m - v3(12.0, 8.0, 13.0), v3(9.5, 16.0, 14.0));
    let back_paw = ellipsoid(m - v3(14.0, -10.0, 3.4), v3(5.5, 9.0, 4.2));
    let leg = round_cone(m, v3(6.2, -9.0, 36.0), v3(6.4, -16.0, 5.0), 6.6, 4.0);
    let paw = ellipsoid(m - v3(6.4, -19.5, 3.4), v3(4.8, 7.0, 4.0));
    let ruff = ellipsoid(p - v3(0.0, -9.0, 50.0), v3(12.5, 9.0, 13.0));
    let skull = ellipsoid(p - v3(0.0, -11.0, 69.0), v3(14.0, 12.5, 11.5));
    let cheek = round_cone(m, v3(4.0, -11.0, 66.0), v3(17.5, -9.0, 62.0), 8.0, 1.6);
    let snout = round_cone(p, v3(0.0, -16.0, 66.5), v3(0.0, -33.5, 62.0), 7.6, 2.3);
    let e = v3(m.x, -8.5 + (p.y + 8.5) * 1.7, p.z);
    let ear = round_cone(e, v3(8.6, -8.5, 75.0), v3(12.5, -7.5, 92.0), 6.8, 0.7) / 1.7;
    let tail_line = [
        (v3(4.0, 22.0, 8.0), 5.0),
        (v3(20.0, 27.0, 9.5), 8.4),
        (v3(33.0, 15.0, 10.5), 9.6),
        (v3(36.0, -3.0, 9.0), 7.6),
        (v3(30.0, -18.0, 5.5), 1.8),
    ];
    let mut tail = f32::INFINITY;
    for pair in tail_line.windows(2) {
        tail = blend(tail, round_cone(p, pair[0].0, pair[1].0, pair[0].1, pair[1].1), 3.0);
    }
    let trunk = blend(blend(body, ruff, 6.0), hip, 5.0);
    let legs = blend(blend(leg, paw, 3.0), back_paw, 0.5);
    let head = blend(blend(skull, cheek, 5.0), snout, 6.0);
    let all = blend(blend(trunk, legs, 3.0), blend(head, ear, 2.5), 5.0);
    blend(all, tail, 2.0).max(-p.z)
}

fn build(grain: Grain) -> Vec<Piece> {
    let soft = contour(v3(-30.0, -40.0, -2.0), v3(50.0, 42.0, 100.0), grain.cell(1.1), 1.7, field);
    vec![
        Piece::new("fox-low-poly", decimate(&soft, 760, f32::INFINITY), Material::matt(0xD8652E), 1.0),
        Piece::new("fox-smooth", decimate(&soft, 24_000, 0.02), Material::matt(0xD8652E), 60.0),
    ]
}

/// White chest, cheeks and tail tip; dark paws and ear tips.
fn coat(part: Part) -> Vec<Part> {
    let white = |p: Vec3, n: Vec3| {
        let tail_tip = p.x > 24.0 && p.y < -3.0 && p.z < 18.0;
        let chest = p.y < -9.0 && p.x.abs() < 9.0 && (26.0..58.0).contains(&p.z) && n.y < -0.25;
        let cheek = p.y < -8.0 && p.z < 64.5 && p.z > 56.0 && n.z < 0.35;
        tail_tip || chest || cheek
    };
    let dark = |p: Vec3, _: Vec3| {
        (p.z > 84.5) || (p.y < -8.0 && p.z < 13.0 && p.x < 21.0) || (p.y < -30.5 && p.z > 55.0)
    };
    let [light, rest] = part.painted(Material::matt(0xF2EBDF), white);
    let [black, rest] = rest.painted(Material::matt(0x33302E), dark);
    vec![light, black, rest]
}

pub const MODEL: Model = Model {
    slug: "low-poly-fox",
    build,
    shots: &[
        Shot {
            alt: "Low-poly fox sitting, orange with white chest and dark paws",
            scene: |p| studio(coat(p[0].part()), view(-28.0, 14.0).fill(0.8), paper::sage()),
        },
        Shot {
            alt: "The fox in plain white from the other side",
            scene: |p| {
                let white = p[0].in_colour(Material::matt(0xEFEBE3));
                studio(vec![white.part()], view(36.0, 16.0).fill(0.8), paper::clay())
            },
        },
        Shot {
            alt: "Low-poly and smooth version side by side",
            scene: |p| {
                let smooth = p[1].in_colour(Material::matt(0x5C6B78));
                let facet = p[0].in_colour(Material::matt(0xDE7A3A));
                let parts = vec![
                    facet.placed(|q| q + v3(-44.0, 0.0, 0.0)),
                    smooth.placed(|q| q + v3(46.0, 0.0, 0.0)),
                ];
                studio(parts, view(-8.0, 15.0).fill(0.84), paper::mist())
            },
        },
        Shot { alt: "The mesh in wireframe", scene: |p| wire_scene(&p[..1], 5000, view(-30.0, 18.0)) },
    ],
};
