//! The catalogue's queries.

pub mod browse;
pub mod cards;
pub mod listing;
pub mod reviews;
pub mod sellers;
pub mod shelves;
