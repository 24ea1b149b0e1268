//! From a cart to a paid order: placing, paying at the provider, and settling what the provider says.

pub mod rules;
#[cfg(feature = "ssr")]
mod server;
pub mod types;

#[cfg(feature = "ssr")]
pub use server::{expire_orders, process_provider_event};
pub use types::{OrderStatus, PaymentStatus};
