//! What the library's pages share.

pub mod files;
