//! Placing, paying and settling on the server.

pub mod api;
mod audit;
pub mod cancel_order;
mod close_order;
mod complete_order;
mod convert;
mod expire_orders;
pub mod initiate_payment;
pub mod mail;
pub mod order_and_pay;
pub mod pages;
pub mod place_order;
mod process_provider_event;
mod provider;
mod receive_event;
mod record_past_sale;
pub mod sandbox;
mod settle_payment;
mod store;

pub use api::routes;
pub use expire_orders::expire_orders;
pub use pages::checkout::CheckoutPage;
pub use pages::sandbox::SandboxPage;
pub use process_provider_event::process_provider_event;
pub use record_past_sale::{PastSale, record_past_sale, record_past_sales};
pub use settle_payment::refresh_payment;
