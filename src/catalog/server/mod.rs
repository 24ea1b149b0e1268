//! The server's side of the catalogue.

pub(crate) mod highlight;
mod make_preview;
pub(crate) mod markdown;

pub use make_preview::{EncodedPreview, encode_preview, make_preview, save_preview};
