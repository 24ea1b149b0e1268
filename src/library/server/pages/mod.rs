//! The shelf, one entry, and the way to a file.

pub mod download;
pub mod entry;
pub mod library;
