//! What people own: entitlements, their files and keys, and every download.

pub mod actions;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod types;

#[cfg(feature = "ssr")]
pub use server::{DownloadPage, EntryPage, LibraryPage, grant, owned_among, owned_line, routes};
