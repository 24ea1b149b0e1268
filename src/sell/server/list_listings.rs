//! A seller's own listings, page by page.

use super::store::shelf::{self, ShelfRow};
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::AppResult;
use crate::kit::paging::{self, Page, PageSize};
use crate::server::cx::Seller;
use crate::server::state::State;

pub async fn list_listings(
    state: &State,
    seller: &Seller,
    status: Option<AssetStatus>,
    after: Option<&str>,
    size: PageSize,
) -> AppResult<Page<ShelfRow>> {
    let after = after.map(paging::decode).transpose()?;
    let rows = shelf::listings(&state.db, seller.user_id, status, after, size).await?;
    Ok(Page::from_rows(rows, size, |row| (row.updated_at, row.id)))
}

/// Each state with its address in a query and its name.
pub const STATES: [(AssetStatus, &str, &str); 4] = [
    (AssetStatus::Published, "published", "Published"),
    (AssetStatus::Draft, "draft", "Drafts"),
    (AssetStatus::Unpublished, "unpublished", "Unpublished"),
    (AssetStatus::Removed, "removed", "Taken down"),
];

pub fn state_of(code: &str) -> Option<AssetStatus> {
    STATES.iter().find(|(_, known, _)| *known == code).map(|(status, _, _)| *status)
}
