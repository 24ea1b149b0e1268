//! Pictures of what has no shape: code as the bars of its words, pages as their blocks, on a coloured ground.

use image::{Rgb, RgbImage};

const WIDTH: u32 = 1600;
const HEIGHT: u32 = 1200;

type Colour = [u8; 3];

/// A ground and the accents on it.
#[derive(Clone, Copy)]
pub struct Palette {
    pub ground: Colour,
    pub sheet: Colour,
    pub quiet: Colour,
    pub accents: [Colour; 4],
}

pub const DUSK: Palette = Palette {
    ground: [226, 205, 190],
    sheet: [38, 36, 44],
    quiet: [108, 104, 120],
    accents: [[240, 134, 84], [134, 190, 176], [232, 200, 120], [206, 204, 214]],
};
pub const FJORD: Palette = Palette {
    ground: [201, 219, 214],
    sheet: [20, 42, 44],
    quiet: [86, 120, 120],
    accents: [[120, 208, 178], [240, 176, 110], [190, 214, 140], [214, 228, 226]],
};
pub const PLUM: Palette = Palette {
    ground: [221, 210, 232],
    sheet: [44, 32, 58],
    quiet: [120, 100, 142],
    accents: [[214, 150, 232], [130, 186, 240], [240, 196, 128], [226, 216, 236]],
};
pub const PAPER: Palette = Palette {
    ground: [232, 226, 214],
    sheet: [255, 254, 250],
    quiet: [216, 210, 198],
    accents: [[31, 111, 84], [200, 92, 50], [56, 66, 96], [170, 162, 148]],
};

/// The code as a minimap on a dark sheet: a bar for each word, coloured by what kind of word it is.
pub fn code(text: &str, palette: Palette, from_line: usize) -> RgbImage {
    let mut picture = ground(palette);
    rounded(&mut picture, (150, 110, 1300, 980), 34, palette.sheet);
    for (i, accent) in palette.accents.iter().take(3).enumerate() {
        rounded(&mut picture, (200 + i as u32 * 46, 158, 26, 26), 13, *accent);
    }
    let (unit, row) = (15, 34);
    for (n, line) in text.lines().skip(from_line).take(24).enumerate() {
        let y = 236 + n as u32 * row;
        let indent = line.chars().take_while(|c| c.is_whitespace()).count() as u32;
        let mut x = 206 + indent * unit;
        let comment =
            ["//", "#", "--", "/*", "*", "\"\"\""].iter().any(|mark| line.trim_start().starts_with(mark));
        for word in line.split_whitespace() {
            let length = word.chars().count() as u32 * unit;
            if x + length > 1400 {
                break;
            }
            let colour = if comment { palette.quiet } else { of_word(word, palette) };
            rounded(&mut picture, (x, y, length.max(12) - 6, 15), 7, colour);
            x += length + unit;
        }
    }
    picture
}

fn of_word(word: &str, palette: Palette) -> Colour {
    let [keyword, call, literal, plain] = palette.accents;
    let starts = word.chars().next().unwrap_or(' ');
    if word.contains('"') || word.contains('\'') || starts.is_ascii_digit() {
        literal
    } else if word.contains('(') || word.contains("::") || word.contains('.') {
        call
    } else if word.len() <= 8 && word.chars().all(|c| c.is_ascii_lowercase()) {
        keyword
    } else {
        plain
    }
}

/// A block of a page: left, top, width, height in hundredths of the sheet, and which accent; 9 is quiet.
pub type Block = (u32, u32, u32, u32, usize);

/// A page as its blocks on a white sheet.
pub fn page(blocks: &[Block], palette: Palette, tall: bool) -> RgbImage {
    let mut picture = ground(palette);
    let sheet = if tall { (440, 80, 720, 1040) } else { (170, 120, 1260, 960) };
    let shade = palette.ground.map(|c| c.saturating_sub(26));
    rounded(&mut picture, (sheet.0 + 14, sheet.1 + 26, sheet.2, sheet.3), 26, shade);
    rounded(&mut picture, sheet, 26, palette.sheet);
    for &(x, y, w, h, accent) in blocks {
        let colour = palette.accents.get(accent).copied().unwrap_or(palette.quiet);
        let of = |hundredths: u32, whole: u32| hundredths * whole / 100;
        let place =
            (sheet.0 + of(x, sheet.2), sheet.1 + of(y, sheet.3), of(w, sheet.2), of(h, sheet.3).max(8));
        rounded(&mut picture, place, 10.min(place.3 / 2), colour);
    }
    picture
}

fn ground(palette: Palette) -> RgbImage {
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let fall = (x + y) * 22 / (WIDTH + HEIGHT);
        Rgb(palette.ground.map(|c| c.saturating_sub(u8::try_from(fall).unwrap_or(0))))
    })
}

/// A filled rectangle with round corners, its edge smoothed.
fn rounded(
    picture: &mut RgbImage,
    (left, top, width, height): (u32, u32, u32, u32),
    radius: u32,
    colour: Colour,
) {
    let (half_w, half_h) = (width as f32 / 2.0, height as f32 / 2.0);
    let radius = radius as f32;
    for y in top..(top + height).min(HEIGHT) {
        for x in left..(left + width).min(WIDTH) {
            let dx = ((x - left) as f32 + 0.5 - half_w).abs() - half_w + radius;
            let dy = ((y - top) as f32 + 0.5 - half_h).abs() - half_h + radius;
            let out = dx.max(0.0).hypot(dy.max(0.0)) - radius;
            let cover = (0.5 - out).clamp(0.0, 1.0);
            let pixel = picture.get_pixel_mut(x, y);
            for (channel, wanted) in pixel.0.iter_mut().zip(colour) {
                *channel = (f32::from(*channel) * (1.0 - cover) + f32::from(wanted) * cover).round() as u8;
            }
        }
    }
}
