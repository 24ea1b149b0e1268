//! Lets a listing stand that was reported.

use serde_json::json;
use uuid::Uuid;

use super::record::{AuditEntry, record};
use super::store::listings as store;
use crate::admin::rules;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Moderator;
use crate::server::state::State;

/// **Permissions**: moderators.
pub async fn keep_listing(state: &State, moderator: &Moderator, id: Uuid, reason: &str) -> AppResult<()> {
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let listing = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if store::settle_reports(&tx, id, now).await? == 0 {
        return Err(AppError::conflict("Nobody reported this listing, or somebody looked at it meanwhile."));
    }
    let told = json!({ "title": listing.title, "reason": reason });
    record(&tx, AuditEntry::by(moderator, "asset.kept", "asset", id).with(told), now).await?;
    Ok(tx.commit().await?)
}
