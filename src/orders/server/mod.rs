//! Reading orders: queries, pages and API.

pub mod api;
pub mod list_orders;
pub mod pages;
pub mod parts;
pub mod show_order;
mod store;

pub use api::{OrderBody, body, routes};
pub use pages::order::OrderPage;
pub use pages::orders::OrdersPage;
