//! Code as an editor shows it, large enough to read.

use image::RgbImage;

use super::Palette;
use super::words::{Word, words};
use crate::server::canvas::{Canvas, Face, Style};

const LINES: usize = 15;
const RIGHT: f32 = 1492.0;

/// The lines from `first` (counted from 0) on a dark sheet with the file's name above.
pub fn code(width: u32, name: &str, text: &str, palette: Palette, first: usize) -> RgbImage {
    let mut canvas = Canvas::new(width, palette.ground);
    let shade = palette.ground.map(|c| c.saturating_sub(40));
    canvas.rounded((82.0, 92.0, 1452.0, 1060.0), 40.0, shade);
    canvas.rounded((74.0, 70.0, 1452.0, 1060.0), 36.0, palette.sheet);
    for (i, dot) in [palette.keyword, palette.literal, palette.call].into_iter().enumerate() {
        canvas.rounded((122.0 + i as f32 * 46.0, 112.0, 26.0, 26.0), 13.0, dot);
    }
    canvas.right(Style(Face::Mono, 32.0, palette.quiet), (1474.0, 137.0), name);
    let size = 42.0;
    for (n, line) in text.lines().enumerate().skip(first).take(LINES) {
        let y = 226.0 + (n - first) as f32 * 61.0;
        canvas.right(Style(Face::Mono, 32.0, palette.quiet), (172.0, y), &(n + 1).to_string());
        let mut x = 204.0;
        for (word, piece) in words(line) {
            let colour = match word {
                Word::Plain => palette.plain,
                Word::Comment => palette.quiet,
                Word::Keyword => palette.keyword,
                Word::Call => palette.call,
                Word::Literal => palette.literal,
            };
            let tab = piece.replace('\t', "    ");
            x = canvas.clipped(Style(Face::Mono, size, colour), (x, y), RIGHT, &tab);
        }
    }
    canvas.finish()
}
