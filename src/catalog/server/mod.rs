//! The server's side of the catalogue.

mod api;
pub mod browse_assets;
pub(crate) mod highlight;
mod links;
pub mod listing;
mod make_preview;
pub(crate) mod markdown;
pub mod pages;
mod parts;
pub mod serve_picture;
pub mod show_asset;
pub mod show_home;
pub mod show_seller;
mod store;

pub use api::routes;
pub use make_preview::{
    CONTENT_TYPE as PICTURE_TYPE, EncodedPreview, decode_picture, encode_preview, make_preview,
    plain_picture, save_preview, webp,
};
pub use pages::browse::BrowsePage;
pub use pages::category::CategoryPage;
pub use pages::home::HomePage;
pub use pages::product::ProductPage;
pub use pages::seller::SellerPage;
pub use parts::asset_card::{AssetCard, CardGrid};
pub use parts::files::size_words;
pub use serve_picture::media as media_routes;
pub use store::cards::cards_by_ids;
