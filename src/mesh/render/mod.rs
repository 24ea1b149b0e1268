//! Product photography of meshes: a software rasteriser in a small studio.
//! Soft shadows and the dark of hollows come from some sixty depth maps, so pictures have no noise.

pub mod backdrop;
pub mod camera;
pub mod colour;
mod lantern;
mod light;
mod raster;
mod shade;
mod sparse;

use std::sync::Arc;

use image::RgbImage;

use crate::mesh::make::noise::hash3;
use crate::mesh::par;
use crate::mesh::{Mesh, Vec3, v3};
pub use backdrop::Backdrop;
use backdrop::Table;
use camera::{Camera, View};
use colour::{Srgb, rgb, tone};
use lantern::Lantern;
use light::Ball;
use raster::Soup;
use shade::{Arrived, Seen, Studio};

/// Sub-pixels along each side of a pixel.
const SUB: usize = 3;
/// Narrower pictures than this are lit by few lights.
const SMALL: u32 = 800;
/// Points of a part that tell where it ends, well enough to frame it.
const MOST_FRAMED: usize = 5000;

#[derive(Clone, Copy, Debug)]
pub struct Material {
    /// Linear light.
    pub colour: Vec3,
    pub roughness: f32,
    pub metallic: f32,
    /// 1 for ordinary plastic; less for chalky surfaces.
    pub gloss: f32,
    pub wire: Option<Vec3>,
}

impl Material {
    /// Matt plastic, as it comes off a printer.
    pub fn matt(hex: u32) -> Self {
        Self { colour: rgb(hex), roughness: 0.55, metallic: 0.0, gloss: 0.8, wire: None }
    }
    pub fn satin(hex: u32) -> Self {
        Self { roughness: 0.34, gloss: 1.1, ..Self::matt(hex) }
    }
    pub fn metal(hex: u32, roughness: f32) -> Self {
        Self { roughness, metallic: 1.0, ..Self::matt(hex) }
    }
    /// Grey with its triangles drawn on it.
    pub fn wired(hex: u32, line: u32) -> Self {
        Self { gloss: 0.3, wire: Some(rgb(line)), ..Self::matt(hex) }
    }
}

/// A colour for some places of a part, told by where they are in the scene.
pub type Paint = Arc<dyn Fn(Vec3) -> Option<Vec3> + Send + Sync>;

#[derive(Clone)]
pub struct Part {
    pub mesh: Arc<Mesh>,
    pub material: Material,
    pub paint: Option<Paint>,
    /// Faces that meet at less than this many degrees are smoothed.
    pub crease: f32,
}

/// A lamp inside the solid.
#[derive(Clone, Copy)]
pub struct Glow {
    pub at: Vec3,
    pub colour: Vec3,
    pub reach: f32,
    /// How much shines through the walls.
    pub through: f32,
}

/// How the studio is lit; angles in degrees.
#[derive(Clone, Copy)]
pub struct Rig {
    pub key_turn: f32,
    pub key_lift: f32,
    pub key_size: f32,
    pub key: Vec3,
    pub rim: Vec3,
    pub sky: Vec3,
    pub table: Vec3,
}

impl Rig {
    /// A large window at the left of the camera.
    pub fn day(view: &View, backdrop: &Backdrop) -> Self {
        Self {
            key_turn: view.turn - 62.0,
            key_lift: 42.0,
            key_size: 10.0,
            key: v3(1.0, 0.955, 0.89) * 1.45,
            rim: v3(0.92, 0.96, 1.0) * 0.7,
            sky: v3(0.93, 0.97, 1.0) * 0.42,
            table: backdrop.table * 0.30,
        }
    }
    pub fn evening(view: &View, backdrop: &Backdrop) -> Self {
        let day = Self::day(view, backdrop);
        Self { key: day.key * 0.72, rim: v3(0.75, 0.85, 1.0) * 1.3, sky: day.sky * 0.6, ..day }
    }
}

/// What a picture may take, told before it is drawn.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Of the picture and of the lights' depth maps, each as often as a triangle may lie over it: the time.
    pub cells: u64,
    /// Places that need light: the memory.
    pub spots: usize,
}

pub struct Scene {
    pub parts: Vec<Part>,
    pub view: View,
    pub backdrop: Backdrop,
    pub rig: Rig,
    pub glow: Option<Glow>,
}

impl Scene {
    pub fn camera(&self, width: u32, height: u32) -> Camera {
        let some = |part: &Part| (part.mesh.positions.len() / MOST_FRAMED).max(1);
        let points: Vec<Vec3> =
            self.parts.iter().flat_map(|p| p.mesh.positions.iter().copied().step_by(some(p))).collect();
        Camera::frame(&self.view, &points, width as f32, height as f32)
    }

    pub fn render(&self, width: u32, height: u32) -> RgbImage {
        let picture = self.render_within(width, height, Effort { cells: u64::MAX, spots: usize::MAX });
        picture.unwrap_or_else(|| RgbImage::new(width, height))
    }

    /// Nothing of what would take more.
    pub fn render_within(&self, width: u32, height: u32, effort: Effort) -> Option<RgbImage> {
        let soup = Soup::of(&self.parts);
        let camera = self.camera(width, height);
        let ball = ball(&soup);
        let lights = light::lights(&self.rig, width < SMALL);
        let cells = raster::cost(&soup, &camera) + light::cost(&lights, &soup.points, &soup.index, &ball);
        if cells > effort.cells {
            return None;
        }
        let maps = light::depth_maps(&lights, &soup.points, &soup.index, &ball);
        let studio = Studio { rig: &self.rig, lights: &lights, maps: &maps, ball: &ball };
        let wired: Vec<bool> = self.parts.iter().map(|p| p.material.wire.is_some()).collect();
        let spots = raster::spots(&soup, &wired, &camera, effort.spots)?;
        let arrived = sparse::arrived(&studio, &spots, width as usize, height as usize);
        let lit = par::map(spots.len().div_ceil(4096), |chunk| {
            let of = &spots[chunk * 4096..(chunk * 4096 + 4096).min(spots.len())];
            of.iter()
                .zip(&arrived[chunk * 4096..])
                .map(|(s, a)| self.colour_of(s, a, &studio, &camera))
                .collect::<Vec<_>>()
        })
        .concat();
        let mut solid = vec![(Vec3::ZERO, 0f32); (width * height) as usize];
        for (spot, colour) in spots.iter().zip(lit) {
            let pixel = &mut solid[spot.pixel as usize];
            pixel.0 += colour * spot.share;
            pixel.1 += spot.share;
        }

        let lantern = self.glow.as_ref().map(|glow| Lantern::cast(glow, &soup, &ball));
        let table = Table::lit(&camera, &studio, self.glow.as_ref().zip(lantern.as_ref()));
        let paper = self.backdrop.behind(&camera, &table);
        let srgb = Srgb::table();
        let rows = par::map(height as usize, |y| {
            let mut row = Vec::with_capacity(width as usize * 3);
            for x in 0..width as usize {
                let (colour, share) = solid[y * width as usize + x];
                let behind = if share < 1.0 { paper.at(x, y) } else { Vec3::ZERO };
                let mixed = colour + behind * (1.0 - share).max(0.0);
                let grain = (hash3(x as i32, y as i32, 0, 7) - 0.5) / 255.0;
                row.extend(mixed.to_array().map(|c| ((srgb.of(c) + grain) * 255.0 + 0.5) as u8));
            }
            row
        });
        RgbImage::from_raw(width, height, rows.concat())
    }

    fn colour_of(&self, spot: &raster::Spot, arrived: &Arrived, studio: &Studio, camera: &Camera) -> Vec3 {
        let part = &self.parts[spot.part as usize];
        let paint = part.paint.as_ref().and_then(|paint| paint(spot.at));
        let material = &Material { colour: paint.unwrap_or(part.material.colour), ..part.material };
        let seen = Seen { at: spot.at, normal: spot.normal, eye: camera.eye };
        let colour = studio.leaving(&seen, arrived, material, self.glow.as_ref());
        let line = material.wire.unwrap_or_default();
        tone(colour).lerp(line, spot.wire * 0.85)
    }
}

fn ball(soup: &Soup) -> Ball {
    let (mut low, mut high) = (Vec3::splat(f32::INFINITY), Vec3::splat(f32::NEG_INFINITY));
    for p in &soup.points {
        low = low.min(*p);
        high = high.max(*p);
    }
    let middle = (low + high) / 2.0;
    let radius = soup.points.iter().map(|p| (*p - middle).length()).fold(1.0, f32::max);
    Ball { middle, radius }
}
