//! Browse, search and product pages.

pub mod rules;
pub mod types;

pub use rules::search::search_text;
