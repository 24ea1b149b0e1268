//! The seller's answer to a review: one, which can be changed.

use uuid::Uuid;

use super::store::review_writes as store;
use crate::catalog::rules::review;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Seller;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// **Permissions**: whose listing was reviewed.
pub async fn answer_review(state: &State, seller: &Seller, id: Uuid, typed: &str) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let found = store::of_sellers(&tx, id, seller.user_id).await?.ok_or_else(AppError::not_found)?;
    let body = review::answer(typed)?;
    store::put_answer(&tx, found.id, seller.user_id, body, state.clock.now()).await?;
    let _told = state.pages.will_change([Shown::Listing(found.asset_id)]);
    Ok(tx.commit().await?)
}
