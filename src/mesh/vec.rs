//! Small vectors of `f32`, in millimetres where they are places; Z is up, as printers have it.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3 {
    pub x: f32,
    pub y: f32,
    pub z: f32,
}

pub const fn v3(x: f32, y: f32, z: f32) -> Vec3 {
    Vec3 { x, y, z }
}

impl Vec3 {
    pub const ZERO: Self = v3(0.0, 0.0, 0.0);
    pub const X: Self = v3(1.0, 0.0, 0.0);
    pub const Y: Self = v3(0.0, 1.0, 0.0);
    pub const Z: Self = v3(0.0, 0.0, 1.0);

    pub const fn splat(s: f32) -> Self {
        v3(s, s, s)
    }
    pub fn dot(self, o: Self) -> f32 {
        self.x * o.x + self.y * o.y + self.z * o.z
    }
    pub fn cross(self, o: Self) -> Self {
        v3(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)
    }
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }
    /// The unit vector, or zero for zero.
    pub fn unit(self) -> Self {
        let length = self.length();
        if length > 1e-20 { self / length } else { Self::ZERO }
    }
    pub fn min(self, o: Self) -> Self {
        v3(self.x.min(o.x), self.y.min(o.y), self.z.min(o.z))
    }
    pub fn max(self, o: Self) -> Self {
        v3(self.x.max(o.x), self.y.max(o.y), self.z.max(o.z))
    }
    pub fn abs(self) -> Self {
        v3(self.x.abs(), self.y.abs(), self.z.abs())
    }
    pub fn lerp(self, o: Self, t: f32) -> Self {
        self + (o - self) * t
    }
    /// Component by component, for colours.
    pub fn times(self, o: Self) -> Self {
        v3(self.x * o.x, self.y * o.y, self.z * o.z)
    }
    pub fn map(self, f: impl Fn(f32) -> f32) -> Self {
        v3(f(self.x), f(self.y), f(self.z))
    }
    pub fn max_component(self) -> f32 {
        self.x.max(self.y).max(self.z)
    }
    /// Turned about the Z axis, anticlockwise seen from above.
    pub fn turn_z(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v3(c * self.x - s * self.y, s * self.x + c * self.y, self.z)
    }
    pub fn turn_x(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v3(self.x, c * self.y - s * self.z, s * self.y + c * self.z)
    }
    pub fn turn_y(self, angle: f32) -> Self {
        let (s, c) = angle.sin_cos();
        v3(c * self.x + s * self.z, self.y, c * self.z - s * self.x)
    }
    pub fn to_array(self) -> [f32; 3] {
        [self.x, self.y, self.z]
    }
    /// Two directions that make a right-handed frame with this unit vector.
    pub fn frame(self) -> (Self, Self) {
        let side = if self.z.abs() < 0.9 { Self::Z } else { Self::X };
        let u = side.cross(self).unit();
        (u, self.cross(u))
    }
}

impl Add for Vec3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        v3(self.x + o.x, self.y + o.y, self.z + o.z)
    }
}
impl AddAssign for Vec3 {
    fn add_assign(&mut self, o: Self) {
        *self = *self + o;
    }
}
impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        v3(self.x - o.x, self.y - o.y, self.z - o.z)
    }
}
impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, s: f32) -> Self {
        v3(self.x * s, self.y * s, self.z * s)
    }
}
impl Div<f32> for Vec3 {
    type Output = Self;
    fn div(self, s: f32) -> Self {
        v3(self.x / s, self.y / s, self.z / s)
    }
}
impl Neg for Vec3 {
    type Output = Self;
    fn neg(self) -> Self {
        v3(-self.x, -self.y, -self.z)
    }
}
