//! Unpublishes a listing against its seller's will. Those who bought it keep it.

use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::mail;
use super::record::{AuditEntry, record};
use super::store::listings as store;
use crate::admin::rules;
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::db::entities::takedown;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::server::cx::Moderator;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// Whether it had been reported; that is settled with it.
///
/// **Permissions**: moderators.
pub async fn take_down(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<bool> {
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if listing.status != AssetStatus::Published {
        return Err(AppError::conflict("This listing is not published, so there is nothing to take down."));
    }
    let row = takedown::Model {
        id: new_id(),
        asset_id: id,
        moderator_id: moderator.user_id,
        reason: reason.clone(),
        lifted_at: None,
        created_at: now,
    };
    store::add_takedown(&tx, row).await?;
    let settled = store::settle_reports(&tx, id, now).await?;
    let told = json!({ "title": listing.title, "reason": reason });
    if let Some(seller) = store::account_of(&tx, listing.seller_id).await? {
        let message = mail::taken_down(&state.config.server.base_url, &seller, &listing, &reason);
        enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    let lock_version = listing.lock_version + 1;
    let shown = Shown::place(&listing);
    let mut change = listing.into_active_model();
    change.status = Set(AssetStatus::Removed);
    change.updated_at = Set(now);
    change.lock_version = Set(lock_version);
    store::save(&tx, change).await?;
    record(&tx, AuditEntry::by(moderator, "asset.taken_down", "asset", id).with(told), now).await?;
    let _told = state.pages.will_change(shown);
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(settled > 0)
}
