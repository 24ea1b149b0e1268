//! The buyer thinks better of it.

use uuid::Uuid;

use super::audit::By;
use super::close_order::{Closing, close_order};
use super::store;
use crate::checkout::types::OrderStatus;
use crate::kit::error::AppResult;
use crate::server::cx::Buyer;
use crate::server::state::State;

/// **Permissions**: the buyer's own order. Cancelling twice is once.
pub async fn cancel_order(state: &State, buyer: &Buyer, order_id: Uuid) -> AppResult<()> {
    let order = store::orders::of_buyer(&state.db, buyer.user_id, order_id).await?;
    if OrderStatus::from(order.status) == OrderStatus::Cancelled {
        return Ok(());
    }
    close_order(state, order.id, Closing::Cancelled(By::Person(buyer))).await
}
