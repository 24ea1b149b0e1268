//! Calls a kept search something else, turns its mails on or off, or forgets it. Nobody else's is found.

use uuid::Uuid;

use crate::catalog::rules::saved_search as rules;
use crate::catalog::server::store::searches as store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Buyer;
use crate::server::state::State;

/// **Permissions**: its owner.
pub async fn rename(state: &State, buyer: &Buyer, id: Uuid, name: &str) -> AppResult<()> {
    let name = rules::name(name)?;
    let tx = db::tx(&state.db).await?;
    store::own(&tx, id, buyer.user_id).await?.ok_or_else(AppError::not_found)?;
    store::rename(&tx, id, name).await?;
    tx.commit().await?;
    Ok(())
}

/// What was published while it was off is not told afterwards. The search's name.
///
/// **Permissions**: its owner.
pub async fn notify(state: &State, buyer: &Buyer, id: Uuid, on: bool) -> AppResult<String> {
    let tx = db::tx(&state.db).await?;
    let search = store::own(&tx, id, buyer.user_id).await?.ok_or_else(AppError::not_found)?;
    if search.notify != on {
        store::set_notify(&tx, id, on, state.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(search.name)
}

/// Twice is once.
///
/// **Permissions**: its owner.
pub async fn delete(state: &State, buyer: &Buyer, id: Uuid) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    store::delete(&tx, id, buyer.user_id).await?;
    tx.commit().await?;
    Ok(())
}
