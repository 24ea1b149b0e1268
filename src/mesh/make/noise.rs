//! Repeatable chance: a hash for lattices, smooth noise, and a small generator of numbers.

use crate::mesh::{Vec3, v3};

/// SplitMix64: short, good enough for demos, the same on every machine.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    /// From 0 up to, not including, 1.
    pub fn unit(&mut self) -> f32 {
        (self.roll() >> 40) as f32 / (1u64 << 24) as f32
    }
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }
}

pub fn hash3(x: i32, y: i32, z: i32, seed: u32) -> f32 {
    let mut h = (x as u32).wrapping_mul(0x8DA6_B343)
        ^ (y as u32).wrapping_mul(0xD816_3841)
        ^ (z as u32).wrapping_mul(0xCB1A_B31F)
        ^ seed.wrapping_mul(0x9E37_79B9);
    h = (h ^ (h >> 16)).wrapping_mul(0x7FEB_352D);
    h = (h ^ (h >> 15)).wrapping_mul(0x846C_A68B);
    ((h ^ (h >> 16)) >> 8) as f32 / (1u32 << 24) as f32
}

/// Value noise between -1 and 1, smooth to the second derivative.
pub fn noise3(p: Vec3, seed: u32) -> f32 {
    let cell = p.map(f32::floor);
    let f = (p - cell).map(|t| t * t * t * (t * (t * 6.0 - 15.0) + 10.0));
    let (x, y, z) = (cell.x as i32, cell.y as i32, cell.z as i32);
    let mix = |a: f32, b: f32, t: f32| a + (b - a) * t;
    let row = |dy: i32, dz: i32| mix(hash3(x, y + dy, z + dz, seed), hash3(x + 1, y + dy, z + dz, seed), f.x);
    let plane = |dz: i32| mix(row(0, dz), row(1, dz), f.y);
    mix(plane(0), plane(1), f.z) * 2.0 - 1.0
}

/// Several octaves of noise, each twice as fine and half as strong.
pub fn fractal(p: Vec3, octaves: u32, seed: u32) -> f32 {
    let (mut sum, mut strength, mut scale) = (0.0, 0.5, 1.0);
    for octave in 0..octaves {
        sum += strength * noise3(p * scale + v3(7.3, 1.9, 4.1) * octave as f32, seed.wrapping_add(octave));
        strength *= 0.5;
        scale *= 2.03;
    }
    sum
}
