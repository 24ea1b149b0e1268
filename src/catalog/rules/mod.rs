//! What may be asked of the catalogue, and who may see what.

pub mod filter;
pub mod search;
pub mod sort;
pub mod visibility;
