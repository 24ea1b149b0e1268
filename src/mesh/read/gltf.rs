//! glTF 2.0 and its binary form, GLB: triangles of the scene, in metres and Y up as the format has it.
//! <https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html>

use super::build::Builder;
use super::gltf_json::{Document, Node, Primitive};
use super::gltf_views::Views;
use super::{Fault, ReadResult, fault};

const DEEPEST: usize = 64;
/// Nodes looked at, however often they stand in each other.
const MOST_VISITS: usize = 100_000;
const MM_PER_METRE: f64 = 1000.0;

pub fn read_glb(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let word = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    if !bytes.starts_with(b"glTF") || word(4) != Some(2) {
        return fault("It is not a GLB of version 2.");
    }
    let cut_off = || Fault("A length in it reaches beyond its end. It is cut off or damaged.".into());
    if word(8).is_none_or(|length| length as usize > bytes.len()) {
        return Err(cut_off());
    }
    let (mut json, mut binary) = (None, None);
    let mut at = 12;
    while at < bytes.len() {
        let (Some(length), Some(kind)) = (word(at), word(at + 4)) else { return Err(cut_off()) };
        let end = (at + 8).checked_add(length as usize).ok_or_else(cut_off)?;
        let chunk = bytes.get(at + 8..end).ok_or_else(cut_off)?;
        match kind {
            0x4E4F_534A if json.is_none() => json = Some(chunk),
            0x004E_4942 if binary.is_none() => binary = Some(chunk),
            _ => {}
        }
        at = end;
    }
    let Some(json) = json else { return fault("The part that describes it is missing.") };
    read(json, binary, builder)
}

/// A document whose buffers are inside it takes room twice.
const LARGEST_TEXT: usize = 40 * 1024 * 1024;

pub fn read_json(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    if bytes.len() > LARGEST_TEXT {
        return fault("A glTF in words is read up to 40 MiB. Send it as GLB.");
    }
    read(bytes, None, builder)
}

fn read(json: &[u8], binary: Option<&[u8]>, builder: &mut Builder) -> ReadResult<()> {
    let document: Document = serde_json::from_slice(json)
        .map_err(|error| Fault(format!("Its description cannot be read (line {}).", error.line())))?;
    if let Some(name) = document.extensions_required.0.iter().find(|name| is_compression(name)) {
        return fault(format!("It is compressed with {name}, which is not read here. Send it uncompressed."));
    }
    let views = Views::new(&document, binary)?;
    let mut walk = Walk { document: &document, views: &views, visits: 0 };
    let scene = document.scenes.0.get(document.scene.unwrap_or(0));
    match scene {
        Some(scene) => {
            for &node in &scene.nodes.0 {
                walk.node(node, &IDENTITY, 0, builder)?;
            }
        }
        // A library of meshes without a scene: each as it is.
        None => {
            for mesh in 0..document.meshes.0.len() {
                walk.mesh(mesh, &IDENTITY, builder)?;
            }
        }
    }
    Ok(())
}

fn is_compression(name: &str) -> bool {
    name.contains("draco") || name.contains("meshopt")
}

/// Columns, as glTF writes them.
type Matrix = [f64; 16];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0];

struct Walk<'a> {
    document: &'a Document<'a>,
    views: &'a Views<'a>,
    visits: usize,
}

impl Walk<'_> {
    fn node(&mut self, index: usize, above: &Matrix, depth: usize, builder: &mut Builder) -> ReadResult<()> {
        self.visits += 1;
        if depth > DEEPEST || self.visits > MOST_VISITS {
            return fault("Its parts stand in each other without end.");
        }
        let Some(node) = self.document.nodes.0.get(index) else {
            return fault("Something it speaks of is not in it. It is damaged.");
        };
        let here = times(above, &matrix_of(node));
        if let Some(mesh) = node.mesh {
            self.mesh(mesh, &here, builder)?;
        }
        node.children.0.iter().try_for_each(|&child| self.node(child, &here, depth + 1, builder))
    }

    fn mesh(&self, index: usize, matrix: &Matrix, builder: &mut Builder) -> ReadResult<()> {
        let Some(mesh) = self.document.meshes.0.get(index) else {
            return fault("Something it speaks of is not in it. It is damaged.");
        };
        mesh.primitives.0.iter().try_for_each(|primitive| self.primitive(primitive, matrix, builder))
    }

    fn primitive(&self, primitive: &Primitive, matrix: &Matrix, builder: &mut Builder) -> ReadResult<()> {
        builder.limits.check_time()?;
        let mode = primitive.mode.unwrap_or(4);
        let Some(position) = primitive.attributes.position.filter(|_| (4..=6).contains(&mode)) else {
            return Ok(());
        };
        let places = self.views.numbers(position, "VEC3")?;
        let indices = primitive.indices.map(|indices| self.views.numbers(indices, "SCALAR")).transpose()?;
        let corners = indices.as_ref().map_or(places.count, |indices| indices.count);
        let triangles = if mode == 4 { corners / 3 } else { corners.saturating_sub(2) };
        builder.reserve(places.count, triangles)?;
        let first = builder.points();
        for element in 0..places.count {
            let [x, y, z] = placed(matrix, places.place(element)).map(|n| n * MM_PER_METRE);
            builder.point([x, -z, y])?;
        }
        let corner = |n: usize| {
            let index = indices.as_ref().map_or(n, |indices| indices.index(n));
            if index < places.count { first + index } else { usize::MAX }
        };
        // A mirror turns triangles over.
        let mirrored = determinant(matrix) < 0.0;
        for t in 0..triangles {
            let [a, b, c] = match mode {
                4 => [3 * t, 3 * t + 1, 3 * t + 2],
                5 if t % 2 == 1 => [t + 1, t, t + 2],
                5 => [t, t + 1, t + 2],
                _ => [0, t + 1, t + 2],
            };
            let [a, b, c] = [corner(a), corner(b), corner(c)];
            builder.triangle(if mirrored { [a, c, b] } else { [a, b, c] })?;
        }
        Ok(())
    }
}

fn matrix_of(node: &Node) -> Matrix {
    if let Some(matrix) = &node.matrix {
        return **matrix;
    }
    let [x, y, z, w] = node.rotation.unwrap_or([0.0, 0.0, 0.0, 1.0]);
    let [sx, sy, sz] = node.scale.unwrap_or([1.0; 3]);
    let [tx, ty, tz] = node.translation.unwrap_or([0.0; 3]);
    [
        (1.0 - 2.0 * (y * y + z * z)) * sx,
        2.0 * (x * y + z * w) * sx,
        2.0 * (x * z - y * w) * sx,
        0.0,
        2.0 * (x * y - z * w) * sy,
        (1.0 - 2.0 * (x * x + z * z)) * sy,
        2.0 * (y * z + x * w) * sy,
        0.0,
        2.0 * (x * z + y * w) * sz,
        2.0 * (y * z - x * w) * sz,
        (1.0 - 2.0 * (x * x + y * y)) * sz,
        0.0,
        tx,
        ty,
        tz,
        1.0,
    ]
}

fn times(a: &Matrix, b: &Matrix) -> Matrix {
    std::array::from_fn(|i| {
        let (column, row) = (i / 4, i % 4);
        (0..4).map(|k| a[k * 4 + row] * b[column * 4 + k]).sum()
    })
}

fn placed(m: &Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
    std::array::from_fn(|row| m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row])
}

fn determinant(m: &Matrix) -> f64 {
    m[0] * (m[5] * m[10] - m[6] * m[9]) - m[4] * (m[1] * m[10] - m[2] * m[9])
        + m[8] * (m[1] * m[6] - m[2] * m[5])
}
