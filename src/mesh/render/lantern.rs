//! The pattern a pierced shade throws on the table: its triangles, seen from the lamp, laid down on Z = 0.

use super::Glow;
use super::light::Ball;
use super::raster::Soup;
use crate::mesh::Vec3;

const SIDE: usize = 1024;

pub struct Lantern {
    middle: Vec3,
    scale: f32,
    /// The light that passes, softened.
    open: Vec<f32>,
}

impl Lantern {
    pub fn cast(glow: &Glow, soup: &Soup, ball: &Ball) -> Self {
        let scale = SIDE as f32 / (ball.radius * 14.0);
        let mut shade = Self { middle: ball.middle, scale, open: vec![1.0; SIDE * SIDE] };
        let lamp = glow.at;
        let down =
            |p: Vec3| (p.z < lamp.z - 0.5).then(|| shade.cell(lamp + (p - lamp) * (lamp.z / (lamp.z - p.z))));
        let falls: Vec<Option<(f32, f32)>> = soup.points.iter().map(|p| down(*p)).collect();
        for t in &soup.index {
            if let [Some(a), Some(b), Some(c)] = t.map(|i| falls[i as usize]) {
                shade.fill(a, b, c);
            }
        }
        for _ in 0..3 {
            shade.soften(1);
            shade.soften(SIDE);
        }
        shade
    }

    /// How much of the lamp's light reaches a place on the table.
    pub fn passes(&self, at: Vec3) -> f32 {
        let (x, y) = self.cell(at);
        let limit = SIDE as f32 - 2.0;
        if !(x >= 0.0 && y >= 0.0 && x < limit && y < limit) {
            return 1.0;
        }
        let (fx, fy, i) = (x.fract(), y.fract(), y as usize * SIDE + x as usize);
        let row = |i: usize| self.open[i] * (1.0 - fx) + self.open[i + 1] * fx;
        row(i) * (1.0 - fy) + row(i + SIDE) * fy
    }

    fn cell(&self, p: Vec3) -> (f32, f32) {
        let half = SIDE as f32 / 2.0;
        ((p.x - self.middle.x) * self.scale + half, (p.y - self.middle.y) * self.scale + half)
    }

    fn fill(&mut self, a: (f32, f32), b: (f32, f32), c: (f32, f32)) {
        let area = (b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0);
        if area.abs() < 1e-9 {
            return;
        }
        let limit = SIDE as f32 - 1.0;
        let range = |p: f32, q: f32, r: f32| {
            (p.min(q).min(r).max(0.0).ceil() as usize, p.max(q).max(r).min(limit).floor().max(-1.0) as i64)
        };
        let ((x0, x1), (y0, y1)) = (range(a.0, b.0, c.0), range(a.1, b.1, c.1));
        for y in y0 as i64..=y1 {
            for x in x0 as i64..=x1 {
                let (px, py) = (x as f32, y as f32);
                let wb = ((px - a.0) * (c.1 - a.1) - (py - a.1) * (c.0 - a.0)) / area;
                let wc = ((b.0 - a.0) * (py - a.1) - (b.1 - a.1) * (px - a.0)) / area;
                if wb >= 0.0 && wc >= 0.0 && wb + wc <= 1.0 {
                    self.open[y as usize * SIDE + x as usize] = 0.12;
                }
            }
        }
    }

    fn soften(&mut self, step: usize) {
        let from = self.open.clone();
        for i in step..from.len() - step {
            self.open[i] = (from[i - step] + from[i] * 2.0 + from[i + step]) * 0.25;
        }
    }
}
