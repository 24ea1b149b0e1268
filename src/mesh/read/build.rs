//! A mesh under construction, within its limits.

use super::{Fault, Limits, MOST_MESH_BYTES, ReadResult, fault};
use crate::mesh::{Mesh, v3};

/// Between two looks at the clock.
const STEPS: u32 = 1 << 15;

/// A print bed a kilometre wide; beyond it single precision no longer tells places apart.
const FARTHEST_MM: f64 = 1e6;

pub struct Builder<'a> {
    mesh: Mesh,
    pub limits: &'a Limits,
    /// Bytes that points and triangles may take.
    room: usize,
    steps: u32,
}

impl<'a> Builder<'a> {
    pub fn new(limits: &'a Limits) -> Self {
        Self { mesh: Mesh::default(), limits, room: MOST_MESH_BYTES, steps: 0 }
    }

    /// Gives up room for what is kept beside the mesh meanwhile.
    pub fn share(&mut self, bytes: usize) -> ReadResult<()> {
        self.room = self.room.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    /// Makes room for so many more, or says that they are too many, before anything is allocated.
    pub fn reserve(&mut self, points: usize, triangles: usize) -> ReadResult<()> {
        self.check(points, triangles)?;
        self.mesh.positions.try_reserve(points).map_err(|_| too_large())?;
        self.mesh.triangles.try_reserve(triangles).map_err(|_| too_large())
    }

    pub fn check(&self, points: usize, triangles: usize) -> ReadResult<()> {
        let points = self.mesh.positions.len().saturating_add(points);
        let triangles = self.mesh.triangles.len().saturating_add(triangles);
        if triangles > self.limits.triangles {
            let most = self.limits.triangles;
            return fault(format!(
                "It has more than {} triangles, which is the most that is measured.",
                grouped(most)
            ));
        }
        if points.saturating_add(triangles).saturating_mul(12) > self.room {
            return Err(too_large());
        }
        Ok(())
    }

    pub fn points(&self) -> usize {
        self.mesh.positions.len()
    }

    /// One more place, in millimetres.
    pub fn point(&mut self, [x, y, z]: [f64; 3]) -> ReadResult<()> {
        self.tick()?;
        let number = self.mesh.positions.len() + 1;
        if !(x.is_finite() && y.is_finite() && z.is_finite()) {
            return fault(format!("Point {} is not made of numbers.", grouped(number)));
        }
        if x.abs().max(y.abs()).max(z.abs()) > FARTHEST_MM {
            return fault(format!("Point {} lies more than a kilometre away.", grouped(number)));
        }
        self.check(1, 0)?;
        self.mesh.positions.push(v3(x as f32, y as f32, z as f32));
        Ok(())
    }

    /// One more triangle between points given before it.
    pub fn triangle(&mut self, corners: [usize; 3]) -> ReadResult<()> {
        self.tick()?;
        self.check(0, 1)?;
        let points = self.mesh.positions.len();
        let number = self.mesh.triangles.len() + 1;
        let mut triangle = [0u32; 3];
        for (to, corner) in triangle.iter_mut().zip(corners) {
            *to = u32::try_from(corner).ok().filter(|_| corner < points).ok_or_else(|| {
                Fault(format!(
                    "Triangle {} speaks of point {}, and there are only {}.",
                    grouped(number),
                    grouped(corner.saturating_add(1)),
                    grouped(points)
                ))
            })?;
        }
        self.mesh.triangles.push(triangle);
        Ok(())
    }

    pub fn tick(&mut self) -> ReadResult<()> {
        self.steps = self.steps.wrapping_add(1);
        if self.steps.is_multiple_of(STEPS) { self.limits.check_time() } else { Ok(()) }
    }

    pub fn finish(self) -> ReadResult<Mesh> {
        if self.mesh.triangles.is_empty() {
            return fault("There are no triangles in it.");
        }
        Ok(self.mesh)
    }
}

fn too_large() -> Fault {
    Fault("It is too large to be measured.".into())
}

/// "12,345"
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut words = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}
