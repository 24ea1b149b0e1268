//! Pictures of what has no shape: code and pages set in type on a coloured ground.

mod code;
mod page;
mod words;

pub use code::code;
pub use page::{invoice, landing, resume};

use crate::server::canvas::Colour;

/// A ground, the sheet on it, and the colours of what stands there.
#[derive(Clone, Copy)]
pub struct Palette {
    ground: Colour,
    sheet: Colour,
    quiet: Colour,
    plain: Colour,
    keyword: Colour,
    call: Colour,
    literal: Colour,
}

pub const DUSK: Palette = Palette {
    ground: [226, 205, 190],
    sheet: [38, 36, 44],
    quiet: [138, 133, 150],
    plain: [228, 226, 232],
    keyword: [246, 146, 98],
    call: [140, 206, 190],
    literal: [238, 206, 124],
};
pub const FJORD: Palette = Palette {
    ground: [201, 219, 214],
    sheet: [20, 42, 44],
    quiet: [112, 148, 148],
    plain: [222, 234, 232],
    keyword: [120, 214, 182],
    call: [244, 184, 120],
    literal: [198, 220, 146],
};
pub const PLUM: Palette = Palette {
    ground: [221, 210, 232],
    sheet: [44, 32, 58],
    quiet: [146, 124, 170],
    plain: [234, 226, 242],
    keyword: [222, 160, 238],
    call: [138, 194, 244],
    literal: [244, 204, 136],
};
