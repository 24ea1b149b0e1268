//! A review was helpful, or is not any more.

use uuid::Uuid;

use super::store::review_writes as store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Saying the same twice changes nothing.
///
/// **Permissions**: anyone signed in but its author.
pub async fn vote_review(state: &State, buyer: &Buyer, id: Uuid, helpful: bool) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let (review, _) = store::shown(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if review.user_id == buyer.user_id {
        return Err(AppError::conflict("This is your own review. Others say whether it helped them."));
    }
    if helpful {
        store::vote(&tx, id, buyer.user_id, state.clock.now()).await?;
    } else {
        store::take_vote_back(&tx, id, buyer.user_id).await?;
    }
    let _told = state.pages.will_change([Shown::Listing(review.asset_id)]);
    Ok(tx.commit().await?)
}
