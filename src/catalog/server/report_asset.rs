//! Somebody asks the moderators to look at a listing; once, with a reason.

use uuid::Uuid;

use super::store::asset_reports as store;
use crate::catalog::rules::review;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::limits::window;
use crate::server::state::State;

/// Of one person in an hour.
const MOST: u32 = 20;
const HOUR: i64 = 3600;

/// **Permissions**: anyone signed in but its seller.
pub async fn report_asset(state: &State, buyer: &Buyer, id: Uuid, reason: &str) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::on_show(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if listing.seller_id == buyer.user_id {
        return Err(AppError::conflict(
            "This is your own listing. You can change it or take it off the shelves.",
        ));
    }
    let reason = review::report(reason)?;
    if store::is_reported_by(&tx, id, buyer.user_id).await? {
        return Err(AppError::conflict("You reported this listing already. The moderators look at it."));
    }
    if state.limits.enabled()
        && state.limits.add("report", &buyer.user_id.to_string(), HOUR, 1, now).await > MOST
    {
        return Err(AppError::rate_limited(window(now, HOUR).1));
    }
    store::report(&tx, id, buyer.user_id, reason, now).await?;
    Ok(tx.commit().await?)
}
