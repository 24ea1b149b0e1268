//! A lamp shade cut into soft Voronoi cells.

use super::shots::wire;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::noise::Dice;
use crate::mesh::make::sdf::{blend, both};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Glow, Material, Rig, Scene};
use crate::mesh::{Vec3, v3};

const HEIGHT: f32 = 150.0;

fn radius(z: f32) -> f32 {
    let t = z / HEIGHT;
    34.0 + 44.0 * (std::f32::consts::PI * (0.10 + 0.80 * t)).sin() - 8.0 * t
}

/// Points spread over the shell, finer towards the top.
fn seeds() -> Vec<Vec3> {
    let mut dice = Dice::new(11);
    let count = 88;
    (0..count)
        .map(|i| {
            let t = (i as f32 + 0.5) / count as f32;
            let z = t.powf(0.92) * HEIGHT + dice.between(-4.0, 4.0);
            let angle = i as f32 * 2.399_963 + dice.between(-0.16, 0.16);
            let r = radius(z.clamp(0.0, HEIGHT));
            v3(r * angle.cos(), r * angle.sin(), z)
        })
        .collect()
}

/// How far inside its cell a place lies; walls between cells are rounded at their corners.
fn inside_cell(p: Vec3, seeds: &[Vec3]) -> f32 {
    let near = |s: &Vec3| (*s - p).dot(*s - p);
    let mut best = (f32::INFINITY, 0);
    for (i, s) in seeds.iter().enumerate() {
        let d = near(s);
        if d < best.0 {
            best = (d, i);
        }
    }
    let own = seeds[best.1];
    let mut sum = 40.0;
    for (i, s) in seeds.iter().enumerate() {
        let d = near(s);
        if i != best.1 && d < best.0 + 2600.0 {
            let wall = (d - best.0) / (2.0 * (*s - own).length());
            sum = blend(sum, wall, 7.0);
        }
    }
    sum
}

fn field(p: Vec3, seeds: &[Vec3]) -> f32 {
    let out = (p.x.hypot(p.y) - radius(p.z.clamp(0.0, HEIGHT))) * 0.86;
    let shell = out.abs() - 1.5;
    let slab = (p.z - HEIGHT / 2.0).abs() - HEIGHT / 2.0;
    let ring = |z: f32| {
        let (dx, dz) = (out.abs() - 1.5, (p.z - z).abs() - 3.0);
        dx.max(0.0).hypot(dz.max(0.0)) + dx.max(dz).min(0.0) - 1.0
    };
    let rims = ring(4.0).min(ring(HEIGHT - 4.0));
    if shell > 9.0 {
        return shell - 3.0;
    }
    let web = both(shell, inside_cell(p, seeds) - 2.3, 1.6);
    both(blend(web, rims, 1.5), slab, 0.3)
}

fn build(grain: Grain) -> Vec<Piece> {
    let seeds = seeds();
    let mesh =
        contour(v3(-82.0, -82.0, 0.0), v3(82.0, 82.0, HEIGHT), grain.cell(0.85), 1.6, |p| field(p, &seeds));
    vec![Piece::lean("shade", &mesh, Material::matt(0xF1ECE2), 55.0)]
}

fn lit(p: &[Piece]) -> Scene {
    let from = view(-14.0, 14.0).fill(0.8);
    let backdrop = paper::night();
    let glow = Glow { at: v3(0.0, 0.0, 70.0), colour: v3(1.0, 0.52, 0.17) * 2.0, reach: 62.0, through: 0.42 };
    Scene {
        parts: vec![p[0].part()],
        view: from,
        backdrop,
        rig: Rig {
            key: Rig::evening(&from, &backdrop).key * 0.05,
            sky: Rig::evening(&from, &backdrop).sky * 0.35,
            rim: Rig::evening(&from, &backdrop).rim * 0.3,
            ..Rig::evening(&from, &backdrop)
        },
        glow: Some(glow),
    }
}

pub const MODEL: Model = Model {
    slug: "voronoi-lamp-shade",
    build,
    shots: &[
        Shot { alt: "Lamp shade of soft cells, lit from inside in the evening", scene: lit },
        Shot {
            alt: "The unlit shade in white on lilac paper",
            scene: |p| studio(vec![p[0].part()], view(20.0, 22.0).fill(0.8), paper::lilac()),
        },
        Shot {
            alt: "Close view of the cells",
            scene: |p| studio(vec![p[0].part()], view(-30.0, 12.0).fill(1.7), paper::mist()),
        },
        Shot { alt: "The mesh in wireframe", scene: wire },
    ],
};
