//! The process around the slices.

mod leptos_toml;
pub mod production;
