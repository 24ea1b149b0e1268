//! Parts of the catalogue's pages.

pub mod asset_card;
pub mod buy_box;
pub mod chips;
pub mod code;
pub mod facets;
pub mod files;
pub mod gallery;
pub mod gone;
pub mod json_ld;
pub mod keep;
pub mod own_review;
pub mod releases;
pub mod review;
pub mod reviews;
pub mod seller_card;
pub mod sort_menu;
pub mod specs;
pub mod tint;
pub mod viewer;
