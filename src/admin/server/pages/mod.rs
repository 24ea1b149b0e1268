//! One file per address under `/admin`.

pub mod assets;
pub mod audit;
pub mod categories;
pub mod jobs;
pub mod mail;
pub mod orders;
pub mod overview;
pub mod picks;
pub mod reviews;
pub mod users;
