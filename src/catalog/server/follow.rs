//! Wants to hear what a shop publishes, or no longer.

use uuid::Uuid;

use super::store::follows as store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// What the shop is called.
///
/// **Permissions**: anyone signed in but its owner.
pub async fn follow(state: &State, buyer: &Buyer, seller_id: Uuid, follows: bool) -> AppResult<String> {
    let tx = db::tx(&state.db).await?;
    let shop = store::shop(&tx, seller_id).await?.ok_or_else(AppError::not_found)?;
    if shop.id == buyer.user_id {
        return Err(AppError::conflict("This is your own shop."));
    }
    if follows {
        store::add(&tx, buyer.user_id, shop.id, state.clock.now()).await?;
    } else {
        store::remove(&tx, buyer.user_id, shop.id).await?;
    }
    tx.commit().await?;
    Ok(shop.display_name)
}
