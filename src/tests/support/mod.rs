//! What tests stand on.

#[macro_use]
pub mod database;
pub mod app;
pub mod client;
pub mod forms;
