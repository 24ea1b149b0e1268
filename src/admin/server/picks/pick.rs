//! Puts a listing forward.

use serde_json::json;
use uuid::Uuid;

use crate::admin::rules::{self, MOST_PICKS};
use crate::admin::server::record::{AuditEntry, record};
use crate::admin::server::store::{listings, picks as store};
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::pick;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::cx::Moderator;
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Before all others.
///
/// **Permissions**: moderators.
pub async fn pick(state: &State, moderator: &Moderator, asset_id: Uuid, reason: &str) -> AppResult<()> {
    let reason = rules::praise(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let picked = store::locked(&tx).await?;
    let listing = listings::locked(&tx, asset_id).await?.ok_or_else(AppError::not_found)?;
    if picked.iter().any(|pick| pick.asset_id == asset_id) {
        return Err(AppError::conflict("This listing is a staff pick already."));
    }
    if listing.status != AssetStatus::Published {
        return Err(AppError::conflict("Only a listing that is published can be picked."));
    }
    if picked.len() >= MOST_PICKS {
        return Err(AppError::conflict(format!(
            "There are {MOST_PICKS} staff picks already. Remove one that had its time first."
        )));
    }
    let row = pick::Model {
        id: new_id(),
        asset_id,
        moderator_id: moderator.user_id,
        reason: reason.clone(),
        position: picked.first().map_or(0, |first| first.position - 1),
        created_at: now,
    };
    store::insert(&tx, row).await?;
    let told = json!({ "title": listing.title, "reason": reason });
    record(&tx, AuditEntry::by(moderator, "asset.picked", "asset", asset_id).with(told), now).await?;
    let _told = state.pages.will_change(Shown::standing([asset_id]));
    tx.commit().await?;
    Ok(())
}
