//! What staff read and write, by noun.

pub mod audit;
