//! What a buyer means to buy, at today's prices. Strangers have a cart too; it goes over to them when they sign in.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod types;

#[cfg(feature = "ssr")]
pub use server::{
    CartPage, Owner, Returned, acknowledge, adopt, basket, clear, count, drop_bought, lock, put_back, routes,
};
pub use types::{Basket, Item, Licence, Problem};
