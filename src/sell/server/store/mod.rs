//! The queries of selling. Each asks for the seller's own rows; somebody else's are not found.

pub mod assets;
pub mod figures;
pub mod licences;
pub mod meshes;
pub mod older;
pub mod peeks;
pub mod previews;
pub mod sales;
pub mod shelf;
pub mod showcases;
pub mod tags;
pub mod uploads;
pub mod versions;
