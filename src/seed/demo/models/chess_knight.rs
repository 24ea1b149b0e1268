//! The knight: a horse's head drawn from the side, given thickness, on the common foot.

use super::chess::Turned;
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, carve, extrude, polygon2, smoothstep, through};
use crate::mesh::{Mesh, Vec3, v3};

/// (forward, up) around the head, from the nape downwards at the back.
const HEAD: [(f32, f32); 24] = [
    (-9.6, 9.0),
    (-11.6, 18.0),
    (-12.0, 28.0),
    (-10.6, 38.0),
    (-7.2, 46.0),
    (-3.0, 51.5),
    (0.4, 55.0),
    (1.8, 60.0),
    (4.2, 55.0),
    (6.6, 51.0),
    (10.6, 45.6),
    (15.0, 39.2),
    (18.4, 34.4),
    (18.9, 30.6),
    (16.6, 27.8),
    (13.4, 28.2),
    (10.6, 31.0),
    (7.0, 31.6),
    (4.4, 29.4),
    (5.2, 25.2),
    (8.6, 19.6),
    (10.2, 14.0),
    (9.8, 9.0),
    (0.0, 8.0),
];

pub(super) fn knight(cell: f32) -> Mesh {
    let foot = Turned::new(14.0, &[(9.8, 10.6), (9.4, 12.0), (6.0, 13.0)]);
    let mut outline = through(&HEAD, 4);
    outline.pop();
    let field = |p: Vec3| {
        let side = polygon2(&outline, p.x, p.z);
        // Thick at the neck, slim at the muzzle and the ears.
        let thick = 8.2 - 3.0 * smoothstep(2.0, 17.0, p.x) - 4.4 * smoothstep(44.0, 60.0, p.z);
        let head = extrude(side, p.y, thick, 3.6_f32.min(thick * 0.75)) * 0.9;
        let q = v3(p.x, p.y.abs(), p.z);
        let eye = (q - v3(6.4, 7.6, 43.4)).length() - 2.1;
        let nostril = (q - v3(16.6, 5.4, 32.6)).length() - 1.2;
        let mouth = (v3(p.x - 18.0, 0.0, p.z - 29.6 + (18.0 - p.x) * 0.22)).length() - 0.9;
        let ears = (p.y.abs() - 1.1).max(53.5 - p.z);
        let mane = (0..5).fold(f32::INFINITY, |near, i| {
            let t = i as f32;
            let c = v3(-13.4 + t * t * 0.42, 0.0, 21.0 + t * 7.0);
            near.min((v3(p.x - c.x, 0.0, p.z - c.z)).length() - 1.9)
        });
        let cuts = eye.min(nostril).min(mouth).min(ears).min(mane);
        blend(carve(head, cuts, 0.7), foot.at(p), 1.5)
    };
    contour(v3(-17.0, -17.0, 0.0), v3(21.0, 17.0, 62.0), cell, 1.4, field)
}
