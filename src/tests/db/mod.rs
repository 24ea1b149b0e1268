//! The schema and what the server asks of it, on both databases.

mod concurrency;
mod connect;
mod constraints;
mod dialect;
mod entities;
mod migrations;
pub mod rows;
