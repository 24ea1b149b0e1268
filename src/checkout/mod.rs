//! From cart to paid order.

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::{expire_orders, process_provider_event};
