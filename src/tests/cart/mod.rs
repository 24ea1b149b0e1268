//! The cart.

mod add_to_cart;
mod adopt;
mod api;
