//! The cart's one page.

pub mod cart;
