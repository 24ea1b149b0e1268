//! Unlocks an account.

use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::pair::pair;
use super::record::{AuditEntry, record};
use super::store::people as store;
use crate::admin::rules;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Admin;
use crate::server::state::State;

/// **Permissions**: admins.
pub async fn enable_person(state: &State, admin: &Admin, id: Uuid, reason: &str) -> AppResult<()> {
    rules::somebody_else(admin.user_id, id)?;
    let reason = rules::reason(reason)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let person = pair(&tx, admin, id).await?;
    if person.deleted_at.is_some() {
        return Err(AppError::conflict("This account was deleted by its owner. It does not come back."));
    }
    if person.disabled_at.is_none() {
        return Err(AppError::conflict("This account is not disabled."));
    }
    let mut change = person.into_active_model();
    change.disabled_at = Set(None);
    change.updated_at = Set(now);
    store::save(&tx, change).await?;
    let entry = AuditEntry::by(admin, "user.enabled", "user", id).with(json!({ "reason": reason }));
    record(&tx, entry, now).await?;
    Ok(tx.commit().await?)
}
