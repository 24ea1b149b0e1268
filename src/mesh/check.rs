//! What can be measured of a solid: its box, its volume, and whether it is closed.

#[cfg(test)]
use std::collections::HashMap;

use super::{Mesh, Vec3};

impl Mesh {
    /// The lowest and the highest corner of the box around it, in millimetres.
    pub fn bounds(&self) -> (Vec3, Vec3) {
        let mut low = Vec3::splat(f32::INFINITY);
        let mut high = Vec3::splat(f32::NEG_INFINITY);
        for p in &self.positions {
            low = low.min(*p);
            high = high.max(*p);
        }
        (low, high)
    }
}

#[cfg(test)]
impl Mesh {
    /// Cubic millimetres; negative when the solid is inside out.
    pub fn volume(&self) -> f64 {
        self.triangles
            .iter()
            .map(|t| {
                let [a, b, c] = self.corners(*t);
                f64::from(a.dot(b.cross(c))) / 6.0
            })
            .sum()
    }

    /// Edges that are not used exactly once in each direction; none in a closed solid.
    pub fn open_edges(&self) -> usize {
        let mut uses: HashMap<(u32, u32), (u32, u32)> = HashMap::with_capacity(self.triangles.len() * 2);
        for t in &self.triangles {
            for (a, b) in [(t[0], t[1]), (t[1], t[2]), (t[2], t[0])] {
                let entry = uses.entry((a.min(b), a.max(b))).or_default();
                if a < b {
                    entry.0 += 1;
                } else {
                    entry.1 += 1;
                }
            }
        }
        uses.values().filter(|&&way| way != (1, 1)).count()
    }

    pub fn is_closed(&self) -> bool {
        !self.triangles.is_empty() && self.open_edges() == 0
    }
}
