//! The staff's side.

mod docs;
mod jobs;
pub mod lists;
mod mail;
mod overview;
mod people;
mod record;
mod reviews;
mod take_down;
