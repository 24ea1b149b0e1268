//! Orders that were not paid in time give their lines back.

use super::close_order::{Closing, close_order};
use super::store;
use crate::kit::error::AppResult;
use crate::server::state::State;

/// In one run of the job; the rest waits for the next.
const AT_ONCE: u64 = 100;

/// One that cannot be closed now does not keep the others.
pub async fn expire_orders(state: &State) -> AppResult<()> {
    for order_id in store::orders::overdue(&state.db, state.clock.now(), AT_ONCE).await? {
        if let Err(error) = close_order(state, order_id, Closing::Expired).await {
            tracing::warn!(%error, %order_id, "an order could not be expired");
        }
    }
    Ok(())
}
