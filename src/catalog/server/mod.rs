//! The server's side of the catalogue.

mod make_preview;

pub use make_preview::{EncodedPreview, encode_preview, make_preview, save_preview};
