//! The seller's pages.

mod dashboard;
mod editor;
mod listings;
mod new_listing;
mod new_version;

pub use dashboard::DashboardPage;
pub use editor::EditorPage;
pub use listings::ListingsPage;
pub use new_listing::NewListingPage;
pub use new_version::NewVersionPage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

/// The id in the page's address; something else finds nothing.
fn id_in_path() -> Uuid {
    use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok()).unwrap_or_default()
}
