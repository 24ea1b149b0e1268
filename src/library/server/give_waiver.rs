//! A consumer agrees that delivery begins at once, so that the right of withdrawal ends with the download.

use uuid::Uuid;

use super::store;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// Holds for the whole order. Given once, it stays.
pub async fn give_waiver(state: &State, buyer: &Buyer, entitlement_id: Uuid) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let order_id =
        store::order_of(&tx, buyer.user_id, entitlement_id).await?.ok_or_else(AppError::not_found)?;
    if store::set_waiver(&tx, order_id, now).await? {
        admin::record(&tx, AuditEntry::by(buyer, "order.waiver_given", "order", order_id), now).await?;
        tx.commit().await?;
    }
    Ok(())
}
