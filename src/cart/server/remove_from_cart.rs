//! Takes something out of the cart, so that it can be put back with one click.

use uuid::Uuid;

use super::owner::Owner;
use super::store;
use crate::db;
use crate::kit::error::AppResult;
use crate::server::state::State;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub asset_id: Uuid,
    pub licence_id: Uuid,
}

impl Removed {
    /// The cart, with the offer to put it back.
    pub fn undo_path(&self) -> String {
        format!("/cart?removed={}&licence={}", self.asset_id, self.licence_id)
    }
}

/// None when it was not there (any more).
pub async fn remove_from_cart(
    state: &State,
    owner: Option<&Owner>,
    item_id: Uuid,
) -> AppResult<Option<Removed>> {
    let Some(owner) = owner else { return Ok(None) };
    let tx = db::tx(&state.db).await?;
    let Some((item, _)) = store::item(&tx, owner, item_id).await? else { return Ok(None) };
    let deleted = store::delete_item(&tx, item.id).await?;
    tx.commit().await?;
    Ok(deleted.then_some(Removed { asset_id: item.asset_id, licence_id: item.licence_id }))
}
