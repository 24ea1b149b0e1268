//! The seller's side: listings, uploads, dashboard.

#[cfg(feature = "ssr")]
mod server;

#[cfg(feature = "ssr")]
pub use server::sweep_uploads;
