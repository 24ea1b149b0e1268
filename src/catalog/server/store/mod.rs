//! The catalogue's queries.

pub mod browse;
pub mod cards;
pub mod follows;
pub mod front;
pub mod landing;
pub mod listing;
pub mod machines;
pub mod recent;
pub mod review_writes;
pub mod reviews;
pub mod searches;
pub mod sellers;
pub mod shelves;
pub mod shops;
pub mod wishes;
