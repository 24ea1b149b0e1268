//! The library's queries.

mod access;
mod shelf;

pub use access::{
    downloadable, insert_download, insert_entitlements, order_of, owned_among, owned_line, set_waiver,
};
pub use shelf::{EntryRow, FileRow, entry, files, shelf};
