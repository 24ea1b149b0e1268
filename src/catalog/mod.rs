//! Browse, search and product pages.

pub mod media;
pub mod rules;
pub mod types;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub use server::{
    AssetCard, BrowsePage, CardGrid, CategoryPage, EncodedPreview, HomePage, PICTURE_TYPE, ProductPage,
    SellerPage, cards_by_ids, decode_picture, encode_preview, make_preview, media_routes, plain_picture,
    routes, save_preview, webp,
};

pub use rules::search::search_text;
pub use types::{Card, Kind, Picture};
