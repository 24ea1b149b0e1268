//! Browse, search and product pages.

pub mod media;
pub mod rules;
pub mod types;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub use server::{EncodedPreview, encode_preview, make_preview, save_preview};

pub use rules::search::search_text;
pub use types::{Card, Kind, Picture};
