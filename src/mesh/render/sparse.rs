//! Light where it is needed: smooth stretches take it from the corners of a lattice around them,
//! finer where a shadow's edge or a bend lies between the corners.

use super::raster::Spot;
use super::shade::{Arrived, Studio};
use crate::mesh::par;

/// Pixels between the corners, coarse to fine.
const LATTICES: [usize; 3] = [6, 3, 1];
const CHUNK: usize = 2048;
const NONE: u32 = u32::MAX;

/// What arrives at each spot of a picture so many pixels wide and high.
pub fn arrived(studio: &Studio, spots: &[Spot], width: usize, height: usize) -> Vec<Arrived> {
    let mut alone = vec![NONE; width * height];
    for (i, spot) in spots.iter().enumerate().filter(|(_, spot)| spot.share > 0.99) {
        alone[spot.pixel as usize] = i as u32;
    }
    let whole = |i: usize| alone[spots[i].pixel as usize] == i as u32;
    let mut all = vec![Arrived::default(); spots.len()];
    let mut known = vec![false; spots.len()];
    for step in LATTICES {
        let corner = |i: usize| {
            let (x, y) = (spots[i].pixel as usize % width, spots[i].pixel as usize / width);
            !whole(i) || (x.is_multiple_of(step) && y.is_multiple_of(step))
        };
        let wanted: Vec<usize> = (0..spots.len()).filter(|&i| !known[i] && corner(i)).collect();
        let lit = par::map(wanted.len().div_ceil(CHUNK), |chunk| {
            let of = &wanted[chunk * CHUNK..(chunk * CHUNK + CHUNK).min(wanted.len())];
            studio.arriving(&of.iter().map(|&i| (spots[i].at, spots[i].normal)).collect::<Vec<_>>())
        });
        for (&i, light) in wanted.iter().zip(lit.into_iter().flatten()) {
            (all[i], known[i]) = (light, true);
        }
        if step > 1 {
            let lattice = Lattice { spots, alone: &alone, all: &all, known: &known, width, height, step };
            let between = par::map(spots.len().div_ceil(CHUNK), |chunk| {
                let of = chunk * CHUNK..(chunk * CHUNK + CHUNK).min(spots.len());
                of.filter_map(|i| Some((i, lattice.between(i)?))).collect::<Vec<_>>()
            });
            for (i, light) in between.into_iter().flatten() {
                (all[i], known[i]) = (light, true);
            }
        }
    }
    all
}

struct Lattice<'a> {
    spots: &'a [Spot],
    /// The one spot of each pixel that it fills.
    alone: &'a [u32],
    all: &'a [Arrived],
    known: &'a [bool],
    width: usize,
    height: usize,
    step: usize,
}

impl Lattice<'_> {
    /// The light of a spot from the four corners around it, if they lie on one smooth stretch and agree.
    fn between(&self, i: usize) -> Option<Arrived> {
        let spot = &self.spots[i];
        if self.known[i] || self.alone[spot.pixel as usize] != i as u32 {
            return None;
        }
        let (x, y) = (spot.pixel as usize % self.width, spot.pixel as usize / self.width);
        let (x0, y0) = (x - x % self.step, y - y % self.step);
        let (x1, y1) = (x0 + self.step, y0 + self.step);
        if x1 >= self.width || y1 >= self.height {
            return None;
        }
        let [a, b, c, d] = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)].map(|(x, y)| self.corner(x, y, spot));
        let (a, b, c, d) = (a?, b?, c?, d?);
        if !(a.like(b) && a.like(c) && a.like(d) && b.like(c)) {
            return None;
        }
        let part = |at: usize, from: usize| (at - from) as f32 / self.step as f32;
        let (fx, fy) = (part(x, x0), part(y, y0));
        Some(a.lerp(b, fx).lerp(&c.lerp(d, fx), fy))
    }

    fn corner(&self, x: usize, y: usize, like: &Spot) -> Option<&Arrived> {
        let i = self.alone[y * self.width + x];
        let spot = self.spots.get(i as usize)?;
        let flat = (spot.at - like.at).length() * 0.35;
        let near = (spot.at - like.at).dot(like.normal).abs() <= flat;
        (self.known[i as usize] && spot.part == like.part && spot.normal.dot(like.normal) > 0.975 && near)
            .then(|| &self.all[i as usize])
    }
}
