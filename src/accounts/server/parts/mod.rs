//! Components of accounts' own.

pub mod by_link;
pub mod confirm_first;
pub mod email;
pub mod frame;
pub mod second_factor;
pub mod sessions;
