//! GLB (glTF 2.0 binary): one mesh per part, with normals and a plain PBR material, metres, Y up.

use serde_json::{Value, json};

use super::{Mesh, Vec3};

pub struct GlbPart<'a> {
    pub name: &'a str,
    pub mesh: &'a Mesh,
    /// Linear red, green, blue.
    pub colour: Vec3,
    pub roughness: f32,
    pub metallic: f32,
    /// Faces that meet at less than this many degrees are smoothed.
    pub crease: f32,
}

pub fn write(parts: &[GlbPart], generator: &str) -> Vec<u8> {
    write_marked(parts, generator, None)
}

/// With a note to whoever opens it, where the format keeps its copyright line.
pub fn write_marked(parts: &[GlbPart], generator: &str, note: Option<&str>) -> Vec<u8> {
    let mut bin: Vec<u8> = Vec::new();
    let (mut meshes, mut nodes, mut materials) = (vec![], vec![], vec![]);
    let (mut views, mut accessors) = (vec![], vec![]);
    for (i, part) in parts.iter().enumerate() {
        let (points, normals, indices) = split(part.mesh, part.crease);
        let (low, high) = bounds(&points);
        let first = accessors.len();
        views.push(view(&mut bin, points.iter().flatten().flat_map(|f| f.to_le_bytes()), 34962));
        accessors.push(json!({"bufferView": views.len() - 1, "componentType": 5126, "count": points.len(),
            "type": "VEC3", "min": low, "max": high}));
        views.push(view(&mut bin, normals.iter().flatten().flat_map(|f| f.to_le_bytes()), 34962));
        accessors.push(json!({"bufferView": views.len() - 1, "componentType": 5126, "count": normals.len(), "type": "VEC3"}));
        views.push(view(&mut bin, indices.iter().flat_map(|i| i.to_le_bytes()), 34963));
        accessors
            .push(json!({"bufferView": views.len() - 1, "componentType": 5125, "count": indices.len(), "type": "SCALAR"}));
        let c = part.colour;
        materials.push(
            json!({"name": part.name, "pbrMetallicRoughness": {"baseColorFactor": [c.x, c.y, c.z, 1.0],
            "metallicFactor": part.metallic, "roughnessFactor": part.roughness}}),
        );
        meshes.push(
            json!({"name": part.name, "primitives": [{"attributes": {"POSITION": first, "NORMAL": first + 1},
            "indices": first + 2, "material": i, "mode": 4}]}),
        );
        nodes.push(json!({"name": part.name, "mesh": i}));
    }
    let mut asset = json!({"version": "2.0", "generator": generator});
    if let Some(note) = note {
        asset["copyright"] = note.into();
    }
    let json = json!({
        "asset": asset,
        "scene": 0,
        "scenes": [{"nodes": (0..nodes.len()).collect::<Vec<_>>()}],
        "nodes": nodes, "meshes": meshes, "materials": materials,
        "accessors": accessors, "bufferViews": views,
        "buffers": [{"byteLength": bin.len()}],
    });
    container(json.to_string().into_bytes(), bin)
}

/// Both chunks padded to four bytes: JSON with spaces, binary with zeroes.
fn container(mut json: Vec<u8>, mut bin: Vec<u8>) -> Vec<u8> {
    json.resize(json.len().next_multiple_of(4), b' ');
    bin.resize(bin.len().next_multiple_of(4), 0);
    let total = 12 + 8 + json.len() + 8 + bin.len();
    let mut out = Vec::with_capacity(total);
    out.extend_from_slice(b"glTF");
    for word in [2, total as u32, json.len() as u32, 0x4E4F_534A] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&json);
    for word in [bin.len() as u32, 0x004E_4942] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&bin);
    out
}

fn view(bin: &mut Vec<u8>, bytes: impl Iterator<Item = u8>, target: u32) -> Value {
    let offset = bin.len();
    bin.extend(bytes);
    json!({"buffer": 0, "byteOffset": offset, "byteLength": bin.len() - offset, "target": target})
}

/// Normals of one point that are looked through for one that will do.
const MOST_DOUBLES: usize = 64;

/// Points are shared between corners while their normals agree, and doubled along creases.
fn split(mesh: &Mesh, crease: f32) -> (Vec<[f32; 3]>, Vec<[f32; 3]>, Vec<u32>) {
    let corner_normals = mesh.corner_normals(crease);
    let mut made: Vec<Vec<(Vec3, u32)>> = vec![Vec::new(); mesh.positions.len()];
    let (mut points, mut normals, mut indices) = (vec![], vec![], vec![]);
    for (t, triangle) in mesh.triangles.iter().enumerate() {
        for corner in 0..3 {
            let (at, n) = (triangle[corner] as usize, corner_normals[t][corner]);
            let found = made[at]
                .iter()
                .take(MOST_DOUBLES)
                .find(|(known, _)| known.dot(n) > 0.9999)
                .map(|(_, index)| *index);
            let index = found.unwrap_or_else(|| {
                let p = mesh.positions[at] / 1000.0;
                points.push([p.x, p.z, -p.y]);
                normals.push([n.x, n.z, -n.y]);
                made[at].push((n, points.len() as u32 - 1));
                points.len() as u32 - 1
            });
            indices.push(index);
        }
    }
    (points, normals, indices)
}

fn bounds(points: &[[f32; 3]]) -> ([f32; 3], [f32; 3]) {
    let mut low = [f32::INFINITY; 3];
    let mut high = [f32::NEG_INFINITY; 3];
    for p in points {
        for k in 0..3 {
            low[k] = low[k].min(p[k]);
            high[k] = high[k].max(p[k]);
        }
    }
    (low, high)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::mesh::make::skin::lathe;

    #[test]
    fn the_container_is_sound() {
        let can = lathe(&[(10.0, 0.0), (10.0, 20.0)], 30);
        let part = GlbPart {
            name: "can",
            mesh: &can,
            colour: Vec3::splat(0.5),
            roughness: 0.6,
            metallic: 0.0,
            crease: 30.0,
        };
        let bytes = write(&[part], "test");
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
        assert_eq!(&bytes[..4], b"glTF");
        assert_eq!((word(4), word(8)), (2, bytes.len()));
        let json_len = word(12);
        assert_eq!(json_len % 4, 0);
        let doc: Value = serde_json::from_slice(&bytes[20..20 + json_len]).unwrap();
        let bin = 20 + json_len;
        assert_eq!(&bytes[bin + 4..bin + 8], b"BIN\0");
        assert_eq!(word(bin), bytes.len() - bin - 8);
        assert!(doc["buffers"][0]["byteLength"].as_u64().unwrap() as usize <= word(bin));
        for view in doc["bufferViews"].as_array().unwrap() {
            let end = view["byteOffset"].as_u64().unwrap() + view["byteLength"].as_u64().unwrap();
            assert!(end as usize <= word(bin));
            assert_eq!(view["byteOffset"].as_u64().unwrap() % 4, 0);
        }
        let points = doc["accessors"][0]["count"].as_u64().unwrap() as u32;
        let count = doc["accessors"][2]["count"].as_u64().unwrap() as usize;
        assert_eq!(count, can.triangles.len() * 3);
        let start = bin + 8 + doc["bufferViews"][2]["byteOffset"].as_u64().unwrap() as usize;
        assert!((0..count).all(|i| (word(start + 4 * i) as u32) < points));
        assert_eq!(doc["accessors"][0]["max"][1].as_f64().unwrap() as f32, 0.02);
    }
}
