//! Binary STL: 80 bytes of header, a count, and 50 bytes for each triangle.

use super::Mesh;
#[cfg(test)]
use super::v3;

pub fn write(mesh: &Mesh, title: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(84 + 50 * mesh.triangles.len());
    let mut header = [0u8; 80];
    for (to, from) in header.iter_mut().zip(title.bytes().filter(u8::is_ascii)) {
        *to = from;
    }
    out.extend_from_slice(&header);
    out.extend_from_slice(&(mesh.triangles.len() as u32).to_le_bytes());
    for t in &mesh.triangles {
        let [a, b, c] = mesh.corners(*t);
        for p in [mesh.area_normal(*t).unit(), a, b, c] {
            p.to_array().iter().for_each(|n| out.extend_from_slice(&n.to_le_bytes()));
        }
        out.extend_from_slice(&[0, 0]);
    }
    out
}

#[cfg(test)]
/// Reads a binary STL back, each triangle with points of its own; `None` if the length does not fit the count.
pub fn read(bytes: &[u8]) -> Option<Mesh> {
    let count = u32::from_le_bytes(bytes.get(80..84)?.try_into().ok()?) as usize;
    if bytes.len() != 84 + 50 * count {
        return None;
    }
    let mut mesh = Mesh::default();
    for record in bytes[84..].chunks_exact(50) {
        let at = |i: usize| record[i * 4..i * 4 + 4].try_into().map(f32::from_le_bytes).unwrap_or_default();
        let base = mesh.positions.len() as u32;
        mesh.positions
            .extend((1..4).map(|corner| v3(at(corner * 3), at(corner * 3 + 1), at(corner * 3 + 2))));
        mesh.triangles.push([base, base + 1, base + 2]);
    }
    Some(mesh)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::mesh::make::skin::lathe;

    #[test]
    fn what_is_written_is_read_back() {
        let cone = lathe(&[(10.0, 0.0), (1.0, 12.0)], 24);
        let bytes = write(&cone, "cone");
        assert_eq!(bytes.len(), 84 + 50 * cone.triangles.len());
        let again = read(&bytes).unwrap();
        assert_eq!(again.triangles.len(), cone.triangles.len());
        assert!((again.volume() - cone.volume()).abs() < 1e-3);
        assert!(read(&bytes[..bytes.len() - 1]).is_none());
    }
}
