//! What is owned, and fetching it.

mod download;
mod entries;
