//! Somebody asks the moderators to look at a review; once, with a reason.

use uuid::Uuid;

use super::store::review_writes as store;
use crate::catalog::rules::review;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// **Permissions**: anyone signed in but its author.
pub async fn report_review(state: &State, buyer: &Buyer, id: Uuid, reason: &str) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let (found, _) = store::shown(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if found.user_id == buyer.user_id {
        return Err(AppError::conflict("This is your own review. You can change or delete it."));
    }
    let reason = review::report(reason)?;
    if store::is_reported_by(&tx, id, buyer.user_id).await? {
        return Err(AppError::conflict("You reported this review already. The moderators look at it."));
    }
    store::report(&tx, id, buyer.user_id, reason, state.clock.now()).await?;
    Ok(tx.commit().await?)
}
