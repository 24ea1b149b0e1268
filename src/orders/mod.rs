//! What was bought: a person's orders, to read, print, pay and cancel. Checkout writes them.

#[cfg(feature = "ssr")]
pub mod server;
pub mod types;

#[cfg(feature = "ssr")]
pub use server::{OrderBody, OrderPage, OrdersPage, body, routes};
