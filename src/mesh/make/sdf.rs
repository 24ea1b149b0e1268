//! Signed distance fields: shapes are negative inside. Millimetres, Z up.
//! After Inigo Quilez's published formulas.

use crate::mesh::{Vec3, v3};

pub fn sphere(p: Vec3, r: f32) -> f32 {
    p.length() - r
}

/// Not an exact distance, but close near the surface.
pub fn ellipsoid(p: Vec3, r: Vec3) -> f32 {
    let k0 = v3(p.x / r.x, p.y / r.y, p.z / r.z).length();
    let k1 = v3(p.x / (r.x * r.x), p.y / (r.y * r.y), p.z / (r.z * r.z)).length();
    if k1 < 1e-9 { -r.x.min(r.y).min(r.z) } else { k0 * (k0 - 1.0) / k1 }
}

/// A box of these half sizes, its edges rounded by `r` within them.
pub fn round_box(p: Vec3, half: Vec3, r: f32) -> f32 {
    let q = p.abs() - half + Vec3::splat(r);
    q.max(Vec3::ZERO).length() + q.max_component().min(0.0) - r
}

/// Standing on the Z axis about the origin, rims rounded by `round`.
pub fn cylinder(p: Vec3, r: f32, half_height: f32, round: f32) -> f32 {
    extrude(p.x.hypot(p.y) - r, p.z, half_height, round)
}

pub fn capsule(p: Vec3, a: Vec3, b: Vec3, r: f32) -> f32 {
    let (pa, ba) = (p - a, b - a);
    let h = (pa.dot(ba) / ba.dot(ba)).clamp(0.0, 1.0);
    (pa - ba * h).length() - r
}

/// Thick at `a`, thin at `b`, or the other way round.
pub fn round_cone(p: Vec3, a: Vec3, b: Vec3, ra: f32, rb: f32) -> f32 {
    let ba = b - a;
    let l2 = ba.dot(ba);
    let rr = ra - rb;
    let a2 = l2 - rr * rr;
    let il2 = 1.0 / l2;
    let pa = p - a;
    let y = pa.dot(ba);
    let z = y - l2;
    let d = pa * l2 - ba * y;
    let x2 = d.dot(d);
    let y2 = y * y * l2;
    let z2 = z * z * l2;
    let k = rr.signum() * rr * rr * x2;
    if z.signum() * a2 * z2 > k {
        (x2 + z2).sqrt() * il2 - rb
    } else if y.signum() * a2 * y2 < k {
        (x2 + y2).sqrt() * il2 - ra
    } else {
        ((x2 * a2 * il2).sqrt() + y * rr) * il2 - ra
    }
}

/// A flat shape, given by its own distance, drawn out along Z to both sides, rims rounded within it.
pub fn extrude(flat: f32, z: f32, half_height: f32, round: f32) -> f32 {
    let (dx, dz) = (flat + round, z.abs() - half_height + round);
    dx.max(dz).min(0.0) + dx.max(0.0).hypot(dz.max(0.0)) - round
}

pub fn rect2(x: f32, y: f32, half_x: f32, half_y: f32, r: f32) -> f32 {
    let (qx, qy) = (x.abs() - half_x + r, y.abs() - half_y + r);
    qx.max(0.0).hypot(qy.max(0.0)) + qx.max(qy).min(0.0) - r
}

/// A regular hexagon with flat sides at ±`inner` in X, corners rounded by `r`.
pub fn hexagon2(x: f32, y: f32, inner: f32, r: f32) -> f32 {
    const K: (f32, f32, f32) = (-0.866_025_4, 0.5, 0.577_350_26);
    let (mut px, mut py) = (y.abs(), x.abs());
    let inner = inner - r;
    let d = 2.0 * (K.0 * px + K.1 * py).min(0.0);
    px -= d * K.0;
    py -= d * K.1;
    px -= px.clamp(-K.2 * inner, K.2 * inner);
    py -= inner;
    px.hypot(py) * py.signum() - r
}

/// Union with a fillet of about `k`.
pub fn blend(a: f32, b: f32, k: f32) -> f32 {
    let h = (k - (a - b).abs()).max(0.0) / k;
    a.min(b) - h * h * k * 0.25
}

/// `a` without `b`, the edge rounded by about `k`.
pub fn carve(a: f32, b: f32, k: f32) -> f32 {
    -blend(-a, b, k)
}

pub fn both(a: f32, b: f32, k: f32) -> f32 {
    -blend(-a, -b, k)
}

/// A closed polygon given by its points, either way round.
pub fn polygon2(points: &[(f32, f32)], x: f32, y: f32) -> f32 {
    let (mut nearest, mut inside) = (f32::INFINITY, false);
    let mut b = points[points.len() - 1];
    for &a in points {
        let (ex, ey, wx, wy) = (b.0 - a.0, b.1 - a.1, x - a.0, y - a.1);
        let t = ((wx * ex + wy * ey) / (ex * ex + ey * ey).max(1e-12)).clamp(0.0, 1.0);
        let (dx, dy) = (wx - ex * t, wy - ey * t);
        nearest = nearest.min(dx * dx + dy * dy);
        if (a.1 > y) != (b.1 > y) && x < a.0 + ex * (y - a.1) / ey {
            inside = !inside;
        }
        b = a;
    }
    if inside { -nearest.sqrt() } else { nearest.sqrt() }
}

/// A smooth line through all the points (Catmull and Rom), `steps` to each stretch.
pub fn through(points: &[(f32, f32)], steps: usize) -> Vec<(f32, f32)> {
    let last = points.len() - 1;
    let mut line = Vec::with_capacity(last * steps + 1);
    for i in 0..last {
        let (p0, p1, p2, p3) =
            (points[i.saturating_sub(1)], points[i], points[i + 1], points[(i + 2).min(last)]);
        for k in 0..steps {
            let t = k as f32 / steps as f32;
            let at = |a: f32, b: f32, c: f32, d: f32| {
                0.5 * (2.0 * b
                    + (c - a) * t
                    + (2.0 * a - 5.0 * b + 4.0 * c - d) * t * t
                    + (3.0 * b - a - 3.0 * c + d) * t * t * t)
            };
            line.push((at(p0.0, p1.0, p2.0, p3.0), at(p0.1, p1.1, p2.1, p3.1)));
        }
    }
    line.push(points[last]);
    line
}

pub fn smoothstep(low: f32, high: f32, x: f32) -> f32 {
    let t = ((x - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
