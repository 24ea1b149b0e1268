//! What may be asked of the catalogue, and who may see what.

pub mod filter;
pub mod mesh;
pub mod review;
pub mod saved_search;
pub mod search;
pub mod sitemap;
pub mod sort;
pub mod visibility;
