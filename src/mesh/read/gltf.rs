//! glTF 2.0 and its binary form, GLB, by `gltf`: triangles of the scene, in metres and Y up as the format has it.
//! Of a document only what tells where triangles lie is left for it to check, and every length is checked here
//! before it is followed, for `gltf` trusts them.
//! <https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html>

use gltf::json::Root;
use gltf::json::mesh::{Mode, Primitive as PrimitiveJson, Semantic};
use gltf::json::validation::{Checked, Error as Problem};
use gltf::{Document, Mesh, Node, Primitive};

use super::build::Builder;
use super::gltf_views::{Views, inside, too_short};
use super::{Fault, ReadResult, fault};

const DEEPEST: usize = 64;
/// Nodes looked at, however often they stand in each other.
const MOST_VISITS: usize = 100_000;
const MM_PER_METRE: f64 = 1000.0;
/// A description takes room several times; buffers that are inside it as well.
const LARGEST_TEXT: usize = 40 * 1024 * 1024;
/// What an object of the description takes at most while a list of them grows, and anything else in a list.
const OBJECT_BYTES: usize = 1000;
const ENTRY_BYTES: usize = 150;

pub fn read_glb(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    let word = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
    if !bytes.starts_with(b"glTF") || word(4) != Some(2) {
        return fault("It is not a GLB of version 2.");
    }
    // `gltf` takes the head's twelve bytes off this length without looking.
    if word(8).is_none_or(|length| length < 12 || length as usize > bytes.len()) {
        return Err(too_short());
    }
    let parts = gltf::Glb::from_slice(bytes).map_err(|error| match error {
        gltf::Error::Binary(gltf::binary::Error::ChunkType(_) | gltf::binary::Error::UnknownChunkType(_)) => {
            Fault("The part that describes it is missing.".into())
        }
        _ => too_short(),
    })?;
    read(&parts.json, parts.bin.as_deref(), builder)
}

pub fn read_json(bytes: &[u8], builder: &mut Builder) -> ReadResult<()> {
    read(bytes, None, builder)
}

fn read(json: &[u8], binary: Option<&[u8]>, builder: &mut Builder) -> ReadResult<()> {
    if json.len() > LARGEST_TEXT {
        return fault(
            "A glTF in words is read up to 40 MiB. Send it as GLB, its buffers in its binary part.",
        );
    }
    // Before any of it is held. What these signs do inside a text only makes the guess larger.
    let count = |signs: &[u8]| json.iter().filter(|b| signs.contains(b)).count();
    builder.share(count(b"{") * OBJECT_BYTES + count(b",[") * ENTRY_BYTES + json.len() * 2)?;
    let mut root = Root::from_slice(json)
        .map_err(|error| Fault(format!("Its description cannot be read (line {}).", error.line())))?;
    builder.limits.check_time()?;
    if let Some(name) = root.extensions_required.iter().find(|name| is_compression(name)) {
        return fault(format!("It is compressed with {name}, which is not read here. Send it uncompressed."));
    }
    for uri in root.buffers.iter().filter_map(|buffer| buffer.uri.as_deref()) {
        inside(uri)?;
    }
    strip(&mut root)?;
    let document = Document::from_json(root).map_err(damaged)?;
    let views = Views::new(&document, binary)?;
    let mut walk = Walk { views: &views, visits: 0 };
    match document.default_scene().or_else(|| document.scenes().next()) {
        Some(scene) => scene.nodes().try_for_each(|node| walk.node(&node, &IDENTITY, 0, builder)),
        // A library of meshes without a scene: each as it is.
        None => document.meshes().try_for_each(|mesh| walk.mesh(&mesh, &IDENTITY, builder)),
    }
}

fn is_compression(name: &str) -> bool {
    name.contains("draco") || name.contains("meshopt")
}

/// Looks, movements and whatever else is not a triangle: `gltf` would check it, and refuse the mesh for it.
fn strip(root: &mut Root) -> ReadResult<()> {
    root.extensions_required.clear();
    root.animations.clear();
    root.cameras.clear();
    root.images.clear();
    root.materials.clear();
    root.samplers.clear();
    root.skins.clear();
    root.textures.clear();
    for node in &mut root.nodes {
        (node.camera, node.skin, node.weights) = (None, None, None);
    }
    for view in &mut root.buffer_views {
        view.target = None;
    }
    let position = Checked::Valid(Semantic::Positions);
    for mesh in &mut root.meshes {
        mesh.weights = None;
        mesh.primitives
            .retain(|primitive| has_triangles(primitive) && primitive.attributes.contains_key(&position));
        for primitive in &mut mesh.primitives {
            (primitive.material, primitive.targets) = (None, None);
            primitive.attributes.retain(|name, _| *name == position);
            for accessor in primitive.attributes.values() {
                // `gltf` follows this one before it has looked whether it is there, and its bounds have no use here.
                let accessor = root.accessors.get_mut(accessor.value()).ok_or_else(missing)?;
                let nowhere = || Some(serde_json::json!([0.0, 0.0, 0.0]));
                (accessor.min, accessor.max) = (nowhere(), nowhere());
            }
        }
    }
    Ok(())
}

fn has_triangles(primitive: &PrimitiveJson) -> bool {
    use Checked::{Invalid, Valid};
    matches!(primitive.mode, Invalid | Valid(Mode::Triangles | Mode::TriangleStrip | Mode::TriangleFan))
}

fn missing() -> Fault {
    Fault("Something it speaks of is not in it. It is damaged.".into())
}

fn damaged(error: gltf::Error) -> Fault {
    match error {
        gltf::Error::Validation(errors) => match errors.first() {
            Some((path, problem)) if *problem != Problem::IndexOutOfBounds => {
                let path: String = path.as_str().chars().filter(|c| !c.is_control()).take(60).collect();
                Fault(format!("Its description is not proper glTF ({path})."))
            }
            _ => missing(),
        },
        _ => missing(),
    }
}

/// Columns, as glTF writes them.
type Matrix = [f64; 16];
const IDENTITY: Matrix = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0];

struct Walk<'a> {
    views: &'a Views<'a>,
    visits: usize,
}

impl Walk<'_> {
    fn node(&mut self, node: &Node, above: &Matrix, depth: usize, builder: &mut Builder) -> ReadResult<()> {
        self.visits += 1;
        if depth > DEEPEST || self.visits > MOST_VISITS {
            return fault("Its parts stand in each other without end.");
        }
        let columns = node.transform().matrix();
        let here = times(above, &std::array::from_fn(|i| f64::from(columns[i / 4][i % 4])));
        if let Some(mesh) = node.mesh() {
            self.mesh(&mesh, &here, builder)?;
        }
        node.children().try_for_each(|child| self.node(&child, &here, depth + 1, builder))
    }

    fn mesh(&self, mesh: &Mesh, matrix: &Matrix, builder: &mut Builder) -> ReadResult<()> {
        mesh.primitives().try_for_each(|primitive| self.primitive(&primitive, matrix, builder))
    }

    fn primitive(&self, primitive: &Primitive, matrix: &Matrix, builder: &mut Builder) -> ReadResult<()> {
        builder.limits.check_time()?;
        let Some(position) = primitive.get(&Semantic::Positions) else { return Ok(()) };
        let (count, places) = self.views.places(position)?;
        let (corners, indices) = match primitive.indices() {
            Some(indices) => self.views.indices(indices)?,
            None => (count, Box::new(0..count) as Box<dyn Iterator<Item = usize>>),
        };
        let mode = primitive.mode();
        let triangles = if mode == Mode::Triangles { corners / 3 } else { corners.saturating_sub(2) };
        builder.reserve(count, triangles)?;
        let first = builder.points();
        for place in places {
            let [x, y, z] = placed(matrix, place).map(|n| n * MM_PER_METRE);
            builder.point([x, -z, y])?;
        }
        // A mirror turns triangles over.
        let mirrored = determinant(matrix) < 0.0;
        // What lies beyond its own points lies beyond all there are so far.
        let mut corners = indices.map(|index| first + index);
        let (mut a, mut b) = (corners.next(), corners.next());
        for turn in 0..triangles {
            let (Some(p), Some(q), Some(r)) = (a, b, corners.next()) else { break };
            // Every other triangle of a strip is given the other way round.
            let as_it_is = mirrored == (mode == Mode::TriangleStrip && turn % 2 == 1);
            builder.triangle(if as_it_is { [p, q, r] } else { [p, r, q] })?;
            (a, b) = match mode {
                Mode::TriangleStrip => (b, Some(r)),
                Mode::TriangleFan => (a, Some(r)),
                _ => (corners.next(), corners.next()),
            };
        }
        Ok(())
    }
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
