//! Meshes out of files that strangers send: STL, OBJ, 3MF, glTF and GLB. Nothing a file names is opened or fetched,
//! nothing is allocated before its size was checked, and every file ends in a mesh or in a sentence.
//!
//! `stl_io`, `tobj` and `gltf` read them; what each of them takes on trust is counted and checked before it does.

mod build;
mod gltf;
mod gltf_views;
mod obj;
mod stl;
mod three_mf;
mod three_mf_parts;

use std::time::{Duration, Instant};

use super::Mesh;
use build::Builder;

/// Beyond them a file is refused in words. They keep one file within 256 MiB, of which 100 are the file itself.
pub const MOST_TRIANGLES: usize = 10_000_000;
/// Points and triangles take twelve bytes each.
const MOST_MESH_BYTES: usize = 132 * 1024 * 1024;
/// Of the ten seconds a file may take in all; the rest is for drawing it.
pub const LONGEST: Duration = Duration::from_secs(8);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Stl,
    Obj,
    ThreeMf,
    /// JSON, its buffers inside it as `data:`.
    Gltf,
    Glb,
}

impl Format {
    /// By the ending of a file's name.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        Some(match extension.to_ascii_lowercase().as_str() {
            "stl" => Self::Stl,
            "obj" => Self::Obj,
            "3mf" => Self::ThreeMf,
            "gltf" => Self::Gltf,
            "glb" => Self::Glb,
            _ => return None,
        })
    }

    /// Whether its lengths have a unit. STL and OBJ have none and are taken as millimetres.
    pub fn states_unit(self) -> bool {
        !matches!(self, Self::Stl | Self::Obj)
    }
}

/// Why a file cannot be read: a sentence for its seller.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Fault(pub String);

pub type ReadResult<T> = Result<T, Fault>;

fn fault<T>(words: impl Into<String>) -> ReadResult<T> {
    Err(Fault(words.into()))
}

/// What one file may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub triangles: usize,
    pub until: Instant,
}

impl Limits {
    /// Of a stranger's file.
    pub fn from_now() -> Self {
        Self::lasting(LONGEST)
    }

    pub fn lasting(time: Duration) -> Self {
        Self { triangles: MOST_TRIANGLES, until: Instant::now() + time }
    }

    pub fn check_time(&self) -> ReadResult<()> {
        if Instant::now() < self.until {
            return Ok(());
        }
        fault(format!("It takes longer than {} seconds to read.", LONGEST.as_secs()))
    }
}

/// The mesh of a file, in millimetres, Z up. Points that lie together may still be several.
pub fn read(bytes: &[u8], format: Format, limits: &Limits) -> ReadResult<Mesh> {
    if bytes.is_empty() {
        return fault("It is empty.");
    }
    let mut builder = Builder::new(limits);
    match format {
        Format::Stl => stl::read(bytes, &mut builder)?,
        Format::Obj => obj::read(bytes, &mut builder)?,
        Format::ThreeMf => three_mf::read(bytes, &mut builder)?,
        Format::Gltf => gltf::read_json(bytes, &mut builder)?,
        Format::Glb => gltf::read_glb(bytes, &mut builder)?,
    }
    builder.finish()
}

#[cfg(test)]
mod tests;
