//! The list, and one order.

pub mod order;
pub mod orders;
