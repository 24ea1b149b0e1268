//! Selling on the server: use cases, queries, pages and API.

mod api;
pub mod begin_upload;
mod close_shop;
pub mod dashboard;
pub mod delete_draft;
pub mod edit_listing;
pub mod export_sales;
pub mod finish_upload;
mod forms;
mod inspect;
pub mod list_listings;
pub mod listing;
mod measure_model;
mod pages;
mod parts;
mod peek;
mod picture_form;
pub mod pictures;
pub mod publish_listing;
mod read_older;
mod receive_file;
pub mod remove_file;
pub mod set_licences;
pub mod set_showcase;
pub mod start_listing;
pub mod start_version;
mod store;
mod sweep_uploads;
mod tidy;
pub mod unpublish_listing;

use uuid::Uuid;

use crate::server::reply;
use crate::ui::flash::Flash;

pub use api::routes;
pub use close_shop::{close_shop, index_seller_name};
pub use forms::form_routes;
pub use measure_model::{measure_model, study};
pub use pages::{DashboardPage, EditorPage, ListingsPage, NewListingPage, NewVersionPage};
pub use peek::{can_be_peeked_into, look, peek};
pub use read_older::{measure_older, peek_older};
pub use sweep_uploads::sweep_uploads;

/// Back to a section of the editor, with words.
pub fn saved(asset_id: Uuid, section: &str, words: &str) {
    let mark = if section.is_empty() { String::new() } else { format!("#{section}") };
    reply::see_other_with(&format!("/sell/{asset_id}{mark}"), Flash::done(words));
}
