//! The server's side of the catalogue.

pub mod answer_review;
mod api;
pub mod browse_assets;
pub mod follow;
pub(crate) mod highlight;
mod index_listings;
mod inside;
mod links;
pub mod listing;
mod machines;
pub mod mail;
mod make_preview;
pub(crate) mod markdown;
mod measured;
pub mod pages;
mod parts;
mod recently_viewed;
pub mod report_asset;
pub mod report_review;
pub mod searches;
mod seen_by;
mod serve_page;
pub mod serve_picture;
mod serve_social_card;
mod serve_suggestions;
pub mod show_asset;
pub mod show_category;
pub mod show_home;
pub mod show_seller;
mod showcase;
mod social_card;
mod store;
mod suggest;
mod tell_followers;
mod tell_price_drop;
pub mod vote_review;
pub mod wish;
pub mod write_review;

use uuid::Uuid;

use crate::server::reply;
use crate::ui::flash::Flash;

pub use api::routes;
pub use index_listings::{
    forget_listings, index_listing, index_missing, index_new, renew_category, renew_index,
};
pub use machines::{routes as machine_routes, sitemap_part};
pub use make_preview::{
    CONTENT_TYPE as PICTURE_TYPE, EncodedPreview, decode_picture, encode_preview, make_preview,
    plain_picture, save_mesh, save_preview, webp,
};
pub use measured::Measured;
pub use pages::browse::BrowsePage;
pub use pages::category::CategoryPage;
pub use pages::home::HomePage;
pub use pages::product::ProductPage;
pub use pages::searches::SavedSearchesPage;
pub use pages::seller::SellerPage;
pub use pages::wishlist::WishlistPage;
pub use parts::asset_card::{AssetCard, CardGrid};
pub use parts::files::size_words;
pub use recently_viewed::routes as part_routes;
pub use searches::tell_searches;
pub use serve_page::routes as page_routes;
pub use serve_picture::media as media_routes;
pub use serve_social_card::key as social_key;
pub use store::cards::cards_by_ids;
pub use store::review_writes::recount as recount_ratings;
pub use tell_followers::tell_followers;
pub use tell_price_drop::tell_price_drop;
pub use wish::drop_wishes;
pub use write_review::review_of;

/// On to the reviews of a listing, with words.
pub fn to_reviews(slug: &str, words: &str) {
    reply::see_other_with(&format!("/assets/{slug}#reviews"), Flash::done(words));
}

/// To the searches somebody keeps, with words.
pub fn to_searches(words: &str) {
    reply::see_other_with("/account/searches", Flash::done(words));
}

/// Back to a review on the page where it was read.
pub fn back_to_review(id: Uuid, words: &str) {
    reply::back_with(&format!("review-{id}"), Flash::done(words));
}
