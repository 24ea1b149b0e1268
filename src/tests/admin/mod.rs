//! The staff's side.

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
