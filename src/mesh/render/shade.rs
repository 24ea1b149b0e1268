//! Light on a place: how much arrives from each of the lights, and what the material makes of it.

use super::colour::luma;
use super::light::{self, Ball, DepthMap, Light, Role};
use super::{Glow, Material, Rig};
use crate::mesh::Vec3;

/// What arrives at a place.
#[derive(Clone, Copy, Default)]
pub struct Arrived {
    /// Diffuse light by colour.
    pub light: Vec3,
    /// Of the key, the rim light and the sky: what is not blocked, and what there would be.
    key: (f32, f32),
    rim: (f32, f32),
    open: (f32, f32),
}

impl Arrived {
    pub fn lerp(&self, o: &Self, t: f32) -> Self {
        let both = |a: (f32, f32), b: (f32, f32)| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
        Self {
            light: self.light.lerp(o.light, t),
            key: both(self.key, o.key),
            rim: both(self.rim, o.rim),
            open: both(self.open, o.open),
        }
    }

    /// Whether no edge of a shadow lies between the two.
    pub fn like(&self, o: &Self) -> bool {
        let (a, b) = (luma(self.light), luma(o.light));
        (a - b).abs() < 0.08 * (a + b) + 0.01
            && (part(self.key) - part(o.key)).abs() < 0.2
            && (part(self.rim) - part(o.rim)).abs() < 0.3
    }
}

fn part((got, most): (f32, f32)) -> f32 {
    if most > 0.0 { got / most } else { 0.0 }
}

/// A place of a surface, and from where it is looked at.
pub struct Seen {
    pub at: Vec3,
    pub normal: Vec3,
    pub eye: Vec3,
}

pub struct Studio<'a> {
    pub rig: &'a Rig,
    pub lights: &'a [Light],
    pub maps: &'a [DepthMap],
    pub ball: &'a Ball,
}

impl Studio<'_> {
    /// Light by light rather than place by place: one depth map at a time stays in the processor's cache.
    pub fn arriving(&self, places: &[(Vec3, Vec3)]) -> Vec<Arrived> {
        let mut all = vec![Arrived::default(); places.len()];
        // Under the solid the table is dark and throws little back.
        let table = |z: f32| 0.35 + 0.65 * (z / (self.ball.radius * 0.5)).clamp(0.0, 1.0);
        for (light, map) in self.lights.iter().zip(self.maps) {
            for (&(at, normal), sum) in places.iter().zip(&mut all) {
                let facing = normal.dot(light.to);
                if facing <= 0.0 {
                    continue;
                }
                let seen = map.seen(at + normal * (map.texel * 1.3), 0.9);
                let weight = if light.role == Role::Table { table(at.z) } else { 1.0 };
                sum.light += light.colour * (facing * seen * weight);
                let (part, most) = match light.role {
                    Role::Key => (&mut sum.key, 1.0),
                    Role::Rim => (&mut sum.rim, 1.0),
                    Role::Sky => (&mut sum.open, facing),
                    Role::Table => continue,
                };
                part.0 += most * seen;
                part.1 += most;
            }
        }
        all
    }

    /// What arrives on the table, whose paper does not show the rim light.
    pub fn on_table(&self, places: &[Vec3]) -> Vec<Vec3> {
        let mut all = vec![Vec3::ZERO; places.len()];
        for (light, map) in self.lights.iter().zip(self.maps) {
            if light.to.z > 0.0 && light.role != Role::Rim {
                for (&at, sum) in places.iter().zip(&mut all) {
                    *sum += light.colour * (light.to.z * map.seen(at, 1.5));
                }
            }
        }
        all
    }

    /// The light that leaves a surface towards the eye.
    pub fn leaving(&self, seen: &Seen, arrived: &Arrived, material: &Material, glow: Option<&Glow>) -> Vec3 {
        let Seen { at, normal, eye } = *seen;
        let open = part(arrived.open);
        let sight = (eye - at).unit();
        let colour = material.colour;
        let dielectric = Vec3::splat(0.04 * material.gloss);
        let mirror = dielectric.lerp(colour, material.metallic);
        let base = colour * (1.0 - material.metallic);
        // Light that bounces about in hollows takes on their colour.
        let bounced = colour * ((1.0 - open) * 0.55) + Vec3::splat(1.0);
        let mut out = base.times(arrived.light).times(bounced);
        out += base.times(base).times(self.rig.sky + self.rig.table + self.rig.key * 0.1)
            * ((1.0 - open) * 0.22);
        for (to, power, seen) in [
            (light::key_direction(self.rig), self.rig.key, part(arrived.key)),
            (light::rim_direction(self.rig), self.rig.rim, part(arrived.rim)),
        ] {
            out += power.times(highlight(normal, sight, to, material.roughness, mirror)) * seen;
        }
        let facing = normal.dot(sight).clamp(0.0, 1.0);
        let grazing = (1.0 - facing).powi(5) * (1.0 - material.roughness).max(0.1);
        let fresnel = mirror + (Vec3::splat(1.0) - mirror) * (grazing * material.gloss.min(1.0));
        let reflected = normal * (2.0 * facing) - sight;
        let room = light::room(self.rig, reflected, material.roughness);
        // Metal shows little but the room, so the room is lit up for it.
        out += room.times(fresnel) * ((0.25 + 0.75 * open) * (1.0 + 2.0 * material.metallic));
        if let Some(glow) = glow {
            out += glow_on(glow, at, normal).times(colour * 0.7 + Vec3::splat(0.3));
        }
        out
    }
}

/// A lamp inside: full on what faces it, a warm shimmer through what does not.
fn glow_on(glow: &Glow, at: Vec3, normal: Vec3) -> Vec3 {
    let to = glow.at - at;
    let near = glow.reach * glow.reach * 1.15 / (to.dot(to) + glow.reach * glow.reach * 0.15);
    let facing = normal.dot(to.unit());
    glow.colour * (near * (facing.max(0.0) + 0.30 * (1.0 - facing.abs()) + glow.through))
}

/// GGX with Schlick's Fresnel and Smith's shadowing, times the cosine.
fn highlight(n: Vec3, v: Vec3, l: Vec3, roughness: f32, f0: Vec3) -> Vec3 {
    let (nl, nv) = (n.dot(l), n.dot(v).max(1e-3));
    if nl <= 0.0 {
        return Vec3::ZERO;
    }
    let h = (l + v).unit();
    let (nh, vh) = (n.dot(h).max(0.0), v.dot(h).max(0.0));
    let a = (roughness * roughness + 0.03).min(1.0);
    let a2 = a * a;
    let d = nh * nh * (a2 - 1.0) + 1.0;
    let spread = a2 / (std::f32::consts::PI * d * d);
    let k = (roughness + 1.0).powi(2) / 8.0;
    let mask = (nl / (nl * (1.0 - k) + k)) * (nv / (nv * (1.0 - k) + k));
    let fresnel = f0 + (Vec3::splat(1.0) - f0) * (1.0 - vh).powi(5);
    fresnel * (spread * mask / (4.0 * nv))
}
