//! The catalogue's queries.

pub mod asset_reports;
pub mod browse;
pub mod cards;
pub mod follows;
pub mod listing;
pub mod machines;
pub mod peeks;
pub mod review_writes;
pub mod reviews;
pub mod sellers;
pub mod shelves;
pub mod wishes;
