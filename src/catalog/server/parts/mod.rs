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
pub mod module;
pub mod own_review;
pub mod releases;
pub mod review;
pub mod reviews;
pub mod seller_card;
pub mod share;
pub mod sort_menu;
pub mod source;
pub mod specs;
pub mod template;
pub mod viewer;
