//! Chooses another licence for what is in the cart.

use uuid::Uuid;

use super::basket::to_licence;
use super::owner::Owner;
use super::store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::state::State;

pub async fn change_licence(state: &State, owner: &Owner, item_id: Uuid, licence_id: Uuid) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let (item, _) = store::item(&tx, owner, item_id).await?.ok_or_else(AppError::not_found)?;
    let licences = store::licences(&tx, &[item.asset_id]).await?;
    let chosen = licences.iter().find(|licence| licence.id == licence_id && licence.active);
    let chosen = chosen.ok_or_else(|| AppError::invalid("licence_id", "This licence is not on offer."))?;
    store::set_licence(&tx, item.id, chosen.id, to_licence(chosen)?.price).await?;
    tx.commit().await?;
    Ok(())
}
