//! What the orders' pages share.

pub mod standing;
