//! A picture to draw on: round boxes, pictures and type.

use std::sync::LazyLock;

use ab_glyph::{Font, FontRef, PxScale, ScaleFont, point};
use image::{Rgb, RgbImage};

/// Red, green, blue.
pub type Colour = [u8; 3];

/// The units of a [`Canvas::new`], whatever its size.
pub const WIDTH: f32 = 1600.0;
pub const HEIGHT: f32 = 1200.0;

#[derive(Clone, Copy, PartialEq)]
pub enum Face {
    Sans,
    Bold,
    Mono,
}

static FONTS: LazyLock<Option<[FontRef<'static>; 3]>> = LazyLock::new(|| {
    Some([
        FontRef::try_from_slice(include_bytes!("fonts/hanken-grotesk.ttf")).ok()?,
        FontRef::try_from_slice(include_bytes!("fonts/hanken-grotesk-bold.ttf")).ok()?,
        FontRef::try_from_slice(include_bytes!("fonts/jetbrains-mono.ttf")).ok()?,
    ])
});

/// How text is set: the face, the size of its em, and the colour.
#[derive(Clone, Copy)]
pub struct Style(pub Face, pub f32, pub Colour);

pub struct Canvas {
    picture: RgbImage,
    scale: f32,
}

impl Canvas {
    /// A ground that darkens a little towards the lower right.
    pub fn new(width: u32, ground: Colour) -> Self {
        let height = (f64::from(width) * f64::from(HEIGHT / WIDTH)).round() as u32;
        let fall = 22.0 / (width + height) as f32;
        let picture = RgbImage::from_fn(width, height, |x, y| {
            Rgb(ground.map(|c| (f32::from(c) - (x + y) as f32 * fall).round() as u8))
        });
        Self { picture, scale: width as f32 / WIDTH }
    }

    /// A sheet of one colour whose units are pixels.
    pub fn plain(width: u32, height: u32, ground: Colour) -> Self {
        Self { picture: RgbImage::from_pixel(width, height, Rgb(ground)), scale: 1.0 }
    }

    pub fn finish(self) -> RgbImage {
        self.picture
    }

    /// A filled rectangle with round corners: left, top, width, height.
    pub fn rounded(&mut self, place: (f32, f32, f32, f32), radius: f32, colour: Colour) {
        let scale = self.scale;
        let (left, top, wide, high) = (place.0 * scale, place.1 * scale, place.2 * scale, place.3 * scale);
        let radius = (radius * scale).min(wide / 2.0).min(high / 2.0);
        let end = |at: f32, most: u32| (at.ceil().max(0.0) as u32).min(most);
        for y in top.max(0.0) as u32..end(top + high, self.picture.height()) {
            for x in left.max(0.0) as u32..end(left + wide, self.picture.width()) {
                let at = (x as f32 + 0.5 - left, y as f32 + 0.5 - top);
                self.blend(x, y, colour, within(at, (wide, high), radius));
            }
        }
    }

    /// Lays a picture down, its corners round; its left upper one at a pixel.
    pub fn picture(&mut self, at: (u32, u32), picture: &RgbImage, radius: f32) {
        let size = (picture.width() as f32, picture.height() as f32);
        for (x, y, pixel) in picture.enumerate_pixels() {
            let (there_x, there_y) = (at.0 + x, at.1 + y);
            if there_x < self.picture.width() && there_y < self.picture.height() {
                let cover = within((x as f32 + 0.5, y as f32 + 0.5), size, radius);
                self.blend(there_x, there_y, pixel.0, cover);
            }
        }
    }

    pub fn text(&mut self, style: Style, at: (f32, f32), text: &str) -> f32 {
        self.clipped(style, at, WIDTH, text)
    }

    /// Sets a line from its left end on its baseline, up to `limit`; answers where it ends.
    pub fn clipped(&mut self, style: Style, at: (f32, f32), limit: f32, text: &str) -> f32 {
        let Some((font, px)) = font(style, self.scale) else { return at.0 };
        let scaled = font.as_scaled(px);
        let mut x = at.0 * self.scale;
        for c in text.chars() {
            let id = font.glyph_id(c);
            let next = x + scaled.h_advance(id);
            if next > limit * self.scale {
                break;
            }
            if let Some(shape) =
                font.outline_glyph(id.with_scale_and_position(px, point(x, at.1 * self.scale)))
            {
                let from = shape.px_bounds().min;
                shape.draw(|dx, dy, cover| {
                    let (px, py) = (from.x + dx as f32, from.y + dy as f32);
                    if px >= 0.0
                        && py >= 0.0
                        && (px as u32) < self.picture.width()
                        && (py as u32) < self.picture.height()
                    {
                        self.blend(px as u32, py as u32, style.2, cover.clamp(0.0, 1.0));
                    }
                });
            }
            x = next;
        }
        x / self.scale
    }

    /// As `text`, but from its right end.
    pub fn right(&mut self, style: Style, at: (f32, f32), text: &str) {
        self.text(style, (at.0 - width(style, text), at.1), text);
    }

    /// Breaks the text into lines no wider than `wide`; answers the baseline after the last.
    pub fn paragraph(&mut self, style: Style, at: (f32, f32), wide: f32, text: &str) -> f32 {
        let (mut line, mut y) = (String::new(), at.1);
        for word in text.split(' ') {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if width(style, &longer) > wide && !line.is_empty() {
                self.text(style, (at.0, y), &line);
                y += leading(style);
                word.clone_into(&mut line);
            } else {
                line = longer;
            }
        }
        self.text(style, (at.0, y), &line);
        y + leading(style)
    }

    fn blend(&mut self, x: u32, y: u32, colour: Colour, cover: f32) {
        for (channel, wanted) in self.picture.get_pixel_mut(x, y).0.iter_mut().zip(colour) {
            *channel = (f32::from(*channel) * (1.0 - cover) + f32::from(wanted) * cover).round() as u8;
        }
    }
}

/// How much of a pixel lies within a rectangle with round corners that begins at 0, 0.
fn within(at: (f32, f32), (wide, high): (f32, f32), radius: f32) -> f32 {
    let dx = (at.0 - wide / 2.0).abs() - wide / 2.0 + radius;
    let dy = (at.1 - high / 2.0).abs() - high / 2.0 + radius;
    let out = dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius;
    (0.5 - out).clamp(0.0, 1.0)
}

/// What of the text the face has letters for: ours are for Latin scripts.
pub fn known(face: Face, text: &str) -> String {
    let Some(fonts) = FONTS.as_ref() else { return String::new() };
    let font = &fonts[face as usize];
    let known: String = text.chars().filter(|c| c.is_whitespace() || font.glyph_id(*c).0 != 0).collect();
    known.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text in at most `most` lines no wider than `wide`; what does not fit ends in an ellipsis.
pub fn lines(style: Style, wide: f32, most: usize, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(style, &longer) <= wide {
            line = longer;
            continue;
        }
        if lines.len() > most {
            break;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            if !line.is_empty() && width(style, &format!("{line}{c}")) > wide {
                lines.push(std::mem::take(&mut line));
            }
            if lines.len() > most {
                break;
            }
            line.push(c);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && width(style, &format!("{last}…")) > wide {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

/// From one baseline to the next: large type is set closer.
pub fn leading(Style(_, size, _): Style) -> f32 {
    size * if size > 60.0 { 1.08 } else { 1.45 }
}

pub fn width(style: Style, text: &str) -> f32 {
    let Some((font, px)) = font(style, 1.0) else { return 0.0 };
    let scaled = font.as_scaled(px);
    text.chars().map(|c| scaled.h_advance(font.glyph_id(c))).sum()
}

/// The font, and the height whose em is the style's size.
fn font(Style(face, size, _): Style, scale: f32) -> Option<(&'static FontRef<'static>, PxScale)> {
    let font = &FONTS.as_ref()?[face as usize];
    Some((font, PxScale::from(size * scale * font.height_unscaled() / font.units_per_em()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_can_be_read_and_hold_what_is_set() {
        for face in [Face::Sans, Face::Bold, Face::Mono] {
            assert!(width(Style(face, 100.0, [0; 3]), "ä é – € … →") > 300.0);
        }
        let mono = |text| width(Style(Face::Mono, 50.0, [0; 3]), text);
        assert!((mono("iiii") - mono("WWWW")).abs() < 0.01);
    }

    #[test]
    fn what_does_not_fit_is_cut_with_an_ellipsis() {
        let style = Style(Face::Bold, 50.0, [0; 3]);
        assert_eq!(lines(style, 400.0, 3, " A  gear "), ["A gear"]);
        assert!(lines(style, 400.0, 3, "  ").is_empty());
        for text in ["many words ".repeat(50), "W".repeat(5000), "a ".repeat(5000)] {
            let lines = lines(style, 400.0, 3, &text);
            assert_eq!(lines.len(), 3);
            assert!(
                lines[2].ends_with('…') && lines.iter().all(|line| width(style, line) <= 400.0),
                "{lines:?}"
            );
        }
    }

    #[test]
    fn letters_the_face_lacks_are_left_out() {
        assert_eq!(known(Face::Bold, "Gear\u{202e} 🦀 ⚙️ × 2\n"), "Gear × 2");
        assert_eq!(known(Face::Bold, "صندوق 箱"), "");
    }

    #[test]
    fn a_paragraph_stays_within_its_width() {
        let mut canvas = Canvas::new(400, [255; 3]);
        let style = Style(Face::Sans, 40.0, [0; 3]);
        let end = canvas.paragraph(style, (100.0, 100.0), 400.0, "a few words that need more than a line");
        assert!(end > 100.0 + leading(style) * 1.5);
        assert!(canvas.finish().enumerate_pixels().all(|(x, _, p)| x < 127 || p.0[0] > 200));
    }
}
