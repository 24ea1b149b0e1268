//! Points that lie at one place become one: STL gives every triangle its own, GLB doubles them along creases.

use super::{Mesh, Vec3};

impl Mesh {
    /// Without the points no triangle uses, without the triangles that are none once points are joined,
    /// in the order of their first use.
    #[must_use]
    pub fn welded(self) -> Self {
        let Self { positions, mut triangles } = self;
        let key = |index: u32| {
            let p: Vec3 = positions[index as usize];
            // Zero has two signs.
            [p.x + 0.0, p.y + 0.0, p.z + 0.0].map(f32::to_bits)
        };
        let mut order: Vec<u32> = (0..positions.len() as u32).collect();
        order.sort_unstable_by_key(|&index| (key(index), index));
        // The first of each place stands for all of them.
        let mut stands_for = vec![0u32; positions.len()];
        let mut first = 0;
        for (n, &index) in order.iter().enumerate() {
            if n == 0 || key(index) != key(order[n - 1]) {
                first = index;
            }
            stands_for[index as usize] = first;
        }
        drop(order);
        for triangle in &mut triangles {
            *triangle = triangle.map(|i| stands_for[i as usize]);
        }
        triangles.retain(|[a, b, c]| a != b && b != c && a != c);
        let mut renamed = stands_for;
        renamed.fill(u32::MAX);
        let mut kept = Vec::new();
        for corner in triangles.iter_mut().flatten() {
            let name = &mut renamed[*corner as usize];
            if *name == u32::MAX {
                *name = kept.len() as u32;
                kept.push(positions[*corner as usize]);
            }
            *corner = *name;
        }
        Self { positions: kept, triangles }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mesh::v3;

    #[test]
    fn one_place_is_one_point() {
        let mesh = Mesh {
            positions: vec![
                v3(9.0, 9.0, 9.0),
                v3(0.0, 0.0, 0.0),
                v3(1.0, 0.0, 0.0),
                v3(0.0, 1.0, 0.0),
                v3(-0.0, 0.0, 0.0),
                v3(0.0, 0.0, 1.0),
            ],
            triangles: vec![[1, 2, 3], [4, 3, 5], [1, 4, 2]],
        };
        let welded = mesh.welded();
        assert_eq!(welded.triangles, [[0, 1, 2], [0, 2, 3]]);
        assert_eq!(welded.positions.len(), 4);
    }
}
