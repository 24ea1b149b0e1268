//! Browse, search and product pages.

pub mod media;
pub mod rules;
pub mod types;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub use server::{
    AssetCard, BrowsePage, CardGrid, CategoryPage, EncodedPreview, HomePage, ProductPage, SellerPage,
    cards_by_ids, encode_preview, make_preview, media_routes, routes, save_preview,
};

pub use rules::search::search_text;
pub use types::{Card, Kind, Picture};
