//! The process around the slices.

mod hostile_forms;
mod hostile_places;
mod leptos_toml;
pub mod production;
mod read_only;
pub mod redis;
mod undelivered;
