//! A perspective camera that frames what it is shown.

use crate::mesh::{Vec3, v3};

/// From where, and how close: angles in degrees, the rest in parts of the picture.
#[derive(Clone, Copy, Debug)]
pub struct View {
    /// Around the Z axis; 0 looks from the front (−Y), positive from the right.
    pub turn: f32,
    pub lift: f32,
    /// Vertical field of view.
    pub field: f32,
    /// How much of the frame the solid fills at most; above 1 for details.
    pub fill: f32,
    /// The middle of the solid is put here, in parts of the frame away from its middle.
    pub shift: (f32, f32),
}

pub const fn view(turn: f32, lift: f32) -> View {
    View { turn, lift, field: 24.0, fill: 0.74, shift: (0.0, -0.01) }
}

impl View {
    #[must_use]
    pub const fn fill(self, fill: f32) -> Self {
        Self { fill, ..self }
    }
    #[must_use]
    pub const fn shift(self, x: f32, y: f32) -> Self {
        Self { shift: (x, y), ..self }
    }
}

pub struct Camera {
    pub eye: Vec3,
    pub right: Vec3,
    pub up: Vec3,
    pub forward: Vec3,
    /// Pixels per unit of slope.
    pub focal: f32,
    pub width: f32,
    pub height: f32,
}

impl Camera {
    /// Looks at all the points along `view`, as near as its fill allows.
    pub fn frame(view: &View, points: &[Vec3], width: f32, height: f32) -> Self {
        let (turn, lift) = (view.turn.to_radians(), view.lift.to_radians());
        let back = v3(turn.sin() * lift.cos(), -turn.cos() * lift.cos(), lift.sin());
        let forward = -back;
        let right = forward.cross(Vec3::Z).unit();
        let up = right.cross(forward);
        let focal = height / 2.0 / (view.field.to_radians() / 2.0).tan();
        let (mut low, mut high) = (Vec3::splat(f32::INFINITY), Vec3::splat(f32::NEG_INFINITY));
        for p in points {
            low = low.min(*p);
            high = high.max(*p);
        }
        let mut target = (low + high) / 2.0;
        let mut distance = (high - low).length() * focal / height / view.fill;
        let mut camera = Self { eye: target + back * distance, right, up, forward, focal, width, height };
        for _ in 0..8 {
            camera.eye = target + back * distance;
            let (mut left, mut top, mut right_edge, mut bottom) =
                (f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY);
            for p in points {
                let (x, y, _) = camera.project(*p);
                left = left.min(x);
                right_edge = right_edge.max(x);
                top = top.min(y);
                bottom = bottom.max(y);
            }
            let used = ((right_edge - left) / width).max((bottom - top) / height);
            let unit = distance / focal;
            let dx = (left + right_edge) / 2.0 - width * (0.5 + view.shift.0);
            let dy = (top + bottom) / 2.0 - height * (0.5 + view.shift.1);
            target += camera.right * (dx * unit) - camera.up * (dy * unit);
            distance *= (used / view.fill).clamp(0.5, 2.0);
        }
        camera.eye = target + back * distance;
        camera
    }

    /// Pixel column, pixel row, and depth along the view.
    pub fn project(&self, p: Vec3) -> (f32, f32, f32) {
        let d = p - self.eye;
        let depth = d.dot(self.forward).max(1e-3);
        let scale = self.focal / depth;
        (self.width / 2.0 + d.dot(self.right) * scale, self.height / 2.0 - d.dot(self.up) * scale, depth)
    }

    /// The direction through a place of the picture; not of unit length.
    pub fn ray(&self, x: f32, y: f32) -> Vec3 {
        let (a, b) = ((x - self.width / 2.0) / self.focal, (self.height / 2.0 - y) / self.focal);
        self.forward + self.right * a + self.up * b
    }
}
