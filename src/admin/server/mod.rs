//! The staff's side on the server.

pub mod record;
pub mod store;
