//! What may be asked of the catalogue, and who may see what.

pub mod document;
#[cfg(test)]
mod edges;
pub mod facets;
pub mod filter;
pub mod history;
pub mod hits;
pub mod install;
pub mod language;
pub mod licence;
pub mod mesh;
pub mod opening;
pub mod place;
pub mod review;
pub mod saved_search;
pub mod search;
pub mod sitemap;
pub mod sort;
pub mod tree;
pub mod visibility;
