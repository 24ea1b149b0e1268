//! Parts of the catalogue's pages.

pub mod asset_card;
pub mod buy_box;
pub mod chips;
pub mod choices;
pub mod code;
pub mod facets;
pub mod files;
pub mod gallery;
pub mod gone;
pub mod json_ld;
pub mod keep;
pub mod makers;
pub mod own_review;
pub mod picks;
pub mod recent;
pub mod releases;
pub mod review;
pub mod reviews;
pub mod save_search;
pub mod seller_card;
pub mod shop_said;
pub mod sort_menu;
pub mod specs;
pub mod viewer;
