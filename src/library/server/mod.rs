//! The library's use cases, queries, pages and API.

pub mod api;
pub mod download;
pub mod entries;
pub mod give_waiver;
pub mod grant;
pub mod pages;
pub mod parts;
mod store;

pub use api::routes;
pub use grant::grant;
pub use pages::download::DownloadPage;
pub use pages::entry::EntryPage;
pub use pages::library::LibraryPage;
pub use store::{owned_among, owned_line};
