//! The process around the slices.

mod hostile_forms;
mod leptos_toml;
pub mod production;
mod read_only;
mod redis;
mod undelivered;
