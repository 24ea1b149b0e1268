//! What staff see and do; the audit log.

#[cfg(feature = "ssr")]
pub mod server;

#[cfg(feature = "ssr")]
pub use server::record::{AuditEntry, ChainState, record, verify_chain};
