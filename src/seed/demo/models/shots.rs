//! Sets for photographs: papers, the usual light, and the wireframe every model gets.

use std::sync::Arc;

use super::{Piece, whole};
use crate::mesh::decimate::decimate;
use crate::mesh::render::camera::{View, view};
use crate::mesh::render::{Backdrop, Material, Part, Rig, Scene};

/// Colours of seamless paper.
pub mod paper {
    use super::Backdrop;

    pub fn sand() -> Backdrop {
        Backdrop::new(0xE9E2D6, 0xDDD2C1)
    }
    pub fn mist() -> Backdrop {
        Backdrop::new(0xDDE4EA, 0xCBD5DD)
    }
    pub fn sage() -> Backdrop {
        Backdrop::new(0xDCE4DA, 0xC8D4C5)
    }
    pub fn peach() -> Backdrop {
        Backdrop::new(0xF3DFD1, 0xE8CBB8)
    }
    pub fn lilac() -> Backdrop {
        Backdrop::new(0xE3DFEC, 0xD2CCE0)
    }
    pub fn butter() -> Backdrop {
        Backdrop::new(0xF2E6C8, 0xE6D5A9)
    }
    pub fn clay() -> Backdrop {
        Backdrop::new(0xD9A58B, 0xC98D70)
    }
    pub fn pine() -> Backdrop {
        Backdrop::new(0x3E5750, 0x344A44)
    }
    pub fn night() -> Backdrop {
        Backdrop::new(0x22262F, 0x2B303B)
    }
    pub fn slate() -> Backdrop {
        Backdrop::new(0x5A6675, 0x4C5766)
    }
    pub fn white() -> Backdrop {
        Backdrop::new(0xF4F3F0, 0xE9E7E2)
    }
}

pub fn studio(parts: Vec<Part>, view: View, backdrop: Backdrop) -> Scene {
    Scene { parts, view, backdrop, rig: Rig::day(&view, &backdrop), glow: None }
}

/// Grey clay with its triangles drawn on, few enough to be seen.
pub fn wire_scene(pieces: &[Piece], triangles: usize, from: View) -> Scene {
    let all = whole(pieces);
    let coarse = if all.triangles.len() > triangles { decimate(&all, triangles, f32::INFINITY) } else { all };
    let clay = Material::wired(0xC9CDD3, 0x2A3644);
    let part = Part { mesh: Arc::new(coarse), material: clay, paint: None, crease: 35.0 };
    studio(vec![part], from, Backdrop::new(0xE6EAEF, 0xD5DBE2))
}

/// The usual third picture.
pub fn wire(pieces: &[Piece]) -> Scene {
    wire_scene(pieces, 5200, view(32.0, 26.0))
}
