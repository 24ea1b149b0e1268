//! Rows that stand in a test's database, told in words: `Listing::of(&ada).title("Gear").price(1200).save(&db)`.
#![allow(dead_code)]

pub mod catalog;
pub mod shopper;
pub mod staff;
