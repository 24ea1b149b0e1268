//! Components of accounts' own.

pub mod confirm_first;
pub mod sessions;
