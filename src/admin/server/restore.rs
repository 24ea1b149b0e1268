//! Publishes again what was taken down.

use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::mail;
use super::record::{AuditEntry, record};
use super::store::listings as store;
use crate::admin::rules;
use crate::db;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::jobs::{Job, enqueue};
use crate::server::page_cache::Shown;
use crate::server::state::State;

/// **Permissions**: moderators.
pub async fn restore(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<()> {
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    let takedown = store::takedown_of(&tx, id).await?;
    let Some(takedown) = takedown.filter(|_| listing.status == AssetStatus::Removed) else {
        return Err(AppError::conflict("This listing is not taken down."));
    };
    let seller = store::account_of(&tx, listing.seller_id).await?;
    if seller.as_ref().is_none_or(|seller| seller.deleted_at.is_some()) {
        return Err(AppError::conflict("Its seller deleted their account. It stays off the shelves."));
    }
    let mut lifted = takedown.into_active_model();
    lifted.lifted_at = Set(Some(now));
    store::lift(&tx, lifted).await?;
    let told = json!({ "title": listing.title, "reason": reason });
    if let Some(seller) = seller {
        let message = mail::restored(&state.config.server.base_url, &seller, &listing, &reason);
        enqueue(&tx, &Job::SendMail { message }, now).await?;
    }
    let lock_version = listing.lock_version + 1;
    let shown = Shown::place(&listing);
    let mut change = listing.into_active_model();
    change.status = Set(AssetStatus::Published);
    change.updated_at = Set(now);
    change.lock_version = Set(lock_version);
    store::save(&tx, change).await?;
    record(&tx, AuditEntry::by(moderator, "asset.restored", "asset", id).with(told), now).await?;
    let _told = state.pages.will_change(shown);
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
