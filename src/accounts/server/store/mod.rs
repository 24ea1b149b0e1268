//! What accounts read and write, by noun.

pub mod people;
pub mod staff;
