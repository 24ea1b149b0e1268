//! The seller's side.

mod dashboard;
mod editing;
mod form_files;
mod hostile_models;
mod journey;
mod listings;
mod models;
mod peeks;
mod pictures;
mod prices;
mod publishing;
mod showcase;
mod strangers;
pub mod support;
mod uploads;
mod versions;
