//! The interactive parts of selling.

/// What only a browser can do; on the server the same names do nothing.
#[cfg_attr(not(feature = "hydrate"), path = "asleep.rs")]
mod browser;
pub mod file_upload;
pub mod queue;
