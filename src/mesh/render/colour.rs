//! Colours: written as sRGB hex, reckoned with in linear light.

use crate::mesh::{Vec3, v3};

/// `0xRRGGBB` as linear light.
pub fn rgb(hex: u32) -> Vec3 {
    let channel = |shift: u32| to_linear((hex >> shift & 0xFF) as f32 / 255.0);
    v3(channel(16), channel(8), channel(0))
}

pub fn to_linear(s: f32) -> f32 {
    if s <= 0.040_45 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) }
}

pub fn to_srgb(l: f32) -> f32 {
    if l <= 0.003_130_8 { l * 12.92 } else { 1.055 * l.powf(1.0 / 2.4) - 0.055 }
}

/// `to_srgb` of many colours, looked up.
pub struct Srgb(Vec<f32>);

impl Srgb {
    const STEPS: usize = 1 << 15;

    pub fn table() -> Self {
        Self((0..=Self::STEPS).map(|i| to_srgb(i as f32 / Self::STEPS as f32)).collect())
    }

    pub fn of(&self, linear: f32) -> f32 {
        self.0[(linear.clamp(0.0, 1.0) * Self::STEPS as f32 + 0.5) as usize]
    }
}

pub fn luma(c: Vec3) -> f32 {
    c.dot(v3(0.2126, 0.7152, 0.0722))
}

/// Bright light is bent over gently instead of being cut off; what is below the knee stays as it is.
pub fn tone(c: Vec3) -> Vec3 {
    const KNEE: f32 = 0.55;
    let bend = |x: f32| {
        if x <= KNEE { x } else { KNEE + (1.0 - KNEE) * (1.0 - (-(x - KNEE) / (1.0 - KNEE)).exp()) }
    };
    // Half by brightness, half by channel: hues hold, highlights still go towards white.
    let bright = c.max_component().max(1e-6);
    (c * (bend(bright) / bright)) * 0.5 + c.map(bend) * 0.5
}
