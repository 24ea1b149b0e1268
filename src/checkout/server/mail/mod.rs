//! What buyers are written.

pub mod receipt;
