//! Components of accounts' own.

pub mod confirm_first;
pub mod frame;
pub mod second_factor;
pub mod sessions;
