//! The staff's side.

mod categories;
mod category_listings;
mod docs;
mod jobs;
pub mod lists;
mod mail;
mod overview;
mod people;
mod picks;
mod record;
mod reviews;
mod take_down;
