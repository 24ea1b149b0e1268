//! The catalogue's pages.

pub mod browse;
pub mod category;
pub mod home;
pub mod product;
pub mod searches;
pub mod seller;
pub mod wishlist;
