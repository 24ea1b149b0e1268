//! Six chess pieces with weighty feet; the knight has a file of its own.

use std::f32::consts::TAU;

use super::chess_knight::knight;
use super::shots::wire_scene;
use super::{Grain, Model, Piece, Shot, paper, studio};
use crate::mesh::make::contour::contour;
use crate::mesh::make::sdf::{blend, carve, polygon2, round_box, sphere, through};
use crate::mesh::render::camera::view;
use crate::mesh::render::{Material, Part};
use crate::mesh::{Mesh, Vec3, v3};

const IVORY: u32 = 0xEFE3CC;
const EBONY: u32 = 0x3B302B;

/// The half outline from the foot up, as (radius, height), turned into a field of revolution.
pub(super) struct Turned(Vec<(f32, f32)>);

impl Turned {
    pub(super) fn new(foot: f32, stem: &[(f32, f32)]) -> Self {
        let mut line = vec![
            (-1.0, 0.0),
            (foot - 0.9, 0.0),
            (foot - 0.3, 0.3),
            (foot, 0.9),
            (foot, 3.0),
            (foot - 0.2, 3.7),
        ];
        line.extend(through(
            &[(foot - 0.9, 4.6), (foot - 2.2, 5.6), (foot - 2.6, 6.6), (foot - 1.6, 7.6), (foot - 3.0, 9.2)],
            4,
        ));
        line.extend(through(stem, 6));
        let top = line[line.len() - 1].1;
        line.push((-1.0, top));
        Self(line)
    }

    pub(super) fn at(&self, p: Vec3) -> f32 {
        polygon2(&self.0, p.x.hypot(p.y), p.z)
    }
}

fn solid(height: f32, cell: f32, field: impl Fn(Vec3) -> f32 + Sync) -> Mesh {
    contour(v3(-17.0, -17.0, 0.0), v3(17.0, 17.0, height), cell, 1.2, field)
}

fn pawn(cell: f32) -> Mesh {
    let body = Turned::new(12.5, &[(8.6, 10.5), (5.2, 17.0), (4.3, 23.0), (4.6, 26.0)]);
    let collar =
        Turned::new(12.5, &[(8.0, 10.5), (4.4, 20.0), (4.2, 24.5), (7.6, 26.4), (7.4, 27.4), (4.0, 29.0)]);
    solid(46.0, cell, |p| blend(body.at(p).min(collar.at(p)), sphere(p - v3(0.0, 0.0, 34.0), 7.6), 1.2))
}

fn rook(cell: f32) -> Mesh {
    let stem = [(9.6, 11.0), (7.4, 20.0), (7.0, 29.0), (7.6, 34.0), (10.4, 36.5), (10.6, 38.0), (10.6, 47.0)];
    let body = Turned::new(14.0, &stem);
    solid(48.0, cell, |p| {
        let tower = body.at(p);
        let well = (p.x.hypot(p.y) - 6.6).max(42.0 - p.z);
        let sixth = TAU / 6.0;
        let angle = p.y.atan2(p.x).rem_euclid(sixth) - sixth / 2.0;
        let r = p.x.hypot(p.y);
        let gap = ((r * angle.sin()).abs() - 1.9).max(42.0 - p.z);
        carve(carve(tower, well, 0.5), gap, 0.5)
    })
}

fn bishop(cell: f32) -> Mesh {
    let stem = [
        (9.4, 10.8),
        (5.6, 20.0),
        (4.5, 30.0),
        (4.6, 34.0),
        (8.2, 36.4),
        (8.0, 37.6),
        (5.4, 39.0),
        (7.6, 45.0),
        (6.6, 51.0),
        (2.6, 57.6),
        (1.2, 58.6),
    ];
    let body = Turned::new(13.4, &stem);
    solid(64.0, cell, |p| {
        let mitre = blend(body.at(p), sphere(p - v3(0.0, 0.0, 60.0), 2.6), 0.8);
        let q = (p - v3(3.0, 0.0, 52.0)).turn_y(0.62);
        carve(mitre, round_box(q - v3(3.0, 0.0, 0.0), v3(5.0, 20.0, 0.75), 0.3), 0.4)
    })
}

fn queen(cell: f32) -> Mesh {
    let stem = [
        (10.4, 11.0),
        (6.2, 22.0),
        (5.0, 36.0),
        (5.2, 42.0),
        (9.0, 44.6),
        (8.8, 46.0),
        (6.0, 47.6),
        (6.6, 53.0),
        (9.8, 62.0),
        (9.6, 63.4),
        (6.0, 64.0),
    ];
    let body = Turned::new(14.6, &stem);
    solid(74.0, cell, |p| {
        let eighth = TAU / 9.0;
        let turn = (p.y.atan2(p.x) / eighth).round() * eighth;
        let notch = (p - v3(10.6 * turn.cos(), 10.6 * turn.sin(), 65.0)).length() - 2.9;
        let dome = sphere(p - v3(0.0, 0.0, 60.0), 7.4);
        let crown = blend(carve(body.at(p), notch, 0.5), dome, 0.6);
        blend(crown, sphere(p - v3(0.0, 0.0, 69.2), 2.9), 0.8)
    })
}

fn king(cell: f32) -> Mesh {
    let stem = [
        (10.8, 11.0),
        (6.6, 22.0),
        (5.4, 38.0),
        (5.6, 45.0),
        (9.6, 47.8),
        (9.4, 49.2),
        (6.4, 51.0),
        (7.0, 56.0),
        (9.6, 66.0),
        (9.2, 67.6),
        (6.0, 69.6),
        (2.6, 71.0),
    ];
    let body = Turned::new(15.0, &stem);
    solid(86.0, cell, |p| {
        let bar = |half: Vec3| round_box(p - v3(0.0, 0.0, 77.0), half, 0.7);
        let cross = bar(v3(1.7, 1.9, 7.2)).min(round_box(p - v3(0.0, 0.0, 78.4), v3(5.0, 1.9, 1.7), 0.7));
        blend(body.at(p), cross, 1.0)
    })
}

fn build(grain: Grain) -> Vec<Piece> {
    let cell = grain.cell(0.55);
    let piece =
        |name: &'static str, mesh: &Mesh| Piece::leaner(name, mesh, 0.005, Material::satin(IVORY), 60.0);
    vec![
        piece("king", &king(cell)),
        piece("queen", &queen(cell)),
        piece("bishop", &bishop(cell)),
        piece("knight", &knight(cell)),
        piece("rook", &rook(cell)),
        piece("pawn", &pawn(cell)),
    ]
}

fn row(p: &[Piece], places: &[(usize, f32, f32, bool)]) -> Vec<Part> {
    places
        .iter()
        .map(|&(n, x, y, dark)| {
            let colour = Material::satin(if dark { EBONY } else { IVORY });
            let turn = if dark { 2.4 } else { 0.5 };
            p[n].in_colour(colour).placed(move |q| q.turn_z(turn) + v3(x * 38.0, y * 38.0, 0.0))
        })
        .collect()
}

pub const MODEL: Model = Model {
    slug: "weighty-chess-set",
    build,
    shots: &[
        Shot {
            alt: "King, queen, bishop, knight, rook and pawn in ivory",
            scene: |p| {
                let places = [
                    (0, -0.5, 0.6, false),
                    (1, 0.55, 0.5, false),
                    (2, -1.5, 0.2, false),
                    (3, 1.5, 0.0, false),
                    (4, -0.75, -0.7, false),
                    (5, 0.4, -0.9, false),
                ];
                studio(row(p, &places), view(-10.0, 18.0).fill(0.84), paper::pine())
            },
        },
        Shot {
            alt: "Ivory and ebony pieces facing each other",
            scene: |p| {
                let places = [
                    (0, -1.4, 0.9, true),
                    (3, -0.3, 1.0, true),
                    (5, 0.7, 0.6, true),
                    (4, 1.7, 1.0, true),
                    (1, -0.9, -0.5, false),
                    (5, 0.1, -0.7, false),
                    (2, 1.1, -0.5, false),
                    (3, -2.0, -0.3, false),
                ];
                studio(row(p, &places), view(14.0, 24.0).fill(0.86), paper::clay())
            },
        },
        Shot {
            alt: "The knight close up",
            scene: |p| {
                let dark = p[3].in_colour(Material::satin(EBONY));
                studio(vec![dark.placed(|q| q.turn_z(-1.1))], view(8.0, 14.0).fill(0.84), paper::butter())
            },
        },
        Shot {
            alt: "The mesh of the queen in wireframe",
            scene: |p| wire_scene(&p[1..2], 5600, view(30.0, 18.0)),
        },
    ],
};
