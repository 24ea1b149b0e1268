//! From a cart to a paid order: placing, paying at the provider, and settling what the provider says.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod types;

#[cfg(feature = "ssr")]
pub use server::{
    CheckoutPage, PastSale, SandboxPage, expire_orders, process_provider_event, record_past_sale,
    record_past_sales, refresh_payment, routes,
};
pub use types::{OrderStatus, PaymentStatus};
