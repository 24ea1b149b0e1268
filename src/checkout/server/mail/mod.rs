//! What buyers and sellers are written.

pub mod receipt;
pub mod sale;
