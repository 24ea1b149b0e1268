//! What tests stand on.

#[macro_use]
pub mod database;
#[macro_use]
pub mod redis;
pub mod app;
pub mod certificate;
pub mod client;
pub mod forms;
pub mod smtp;
pub mod xml;
