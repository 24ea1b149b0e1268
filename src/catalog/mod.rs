//! Browse, search and product pages.

pub mod actions;
pub mod media;
pub mod rules;
pub mod types;

#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub use server::{
    AssetCard, BrowsePage, CardGrid, CategoryPage, EncodedPreview, HomePage, Measured, PICTURE_TYPE,
    ProductPage, SavedSearchesPage, SellerPage, WishlistPage, cards_by_ids, decode_picture, drop_wishes,
    encode_preview, forget_listings, index_listing, index_missing, index_new, machine_routes, make_preview,
    media_routes, page_routes, part_routes, plain_picture, recount_ratings, renew_category, renew_index,
    review_of, routes, save_mesh, save_preview, social_key, tell_followers, tell_price_drop, tell_searches,
    webp,
};

pub use rules::document::Document;
pub use rules::language::of_name as language_of;
pub use rules::licence::spdx;
pub use rules::mesh::{in_short as mesh_in_short, still_words};
pub use rules::opening::kept as kept_opening;
pub use rules::search::search_text;
pub use types::{Card, Contents, Dependency, Ecosystem, Kind, Manifest, Picture};
