//! The seller's side: listings, uploads, dashboard.

pub mod actions;
pub mod islands;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub use server::{
    DashboardPage, EditorPage, ListingsPage, NewListingPage, NewVersionPage, can_be_peeked_into, close_shop,
    form_routes, index_seller_name, look, measure_model, measure_older, peek, peek_older, routes, study,
    sweep_uploads,
};
