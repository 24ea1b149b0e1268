//! What may be asked of the catalogue, and who may see what.

pub mod filter;
pub mod install;
pub mod language;
pub mod licence;
pub mod mesh;
pub mod opening;
pub mod review;
pub mod search;
pub mod sitemap;
pub mod sort;
pub mod visibility;
