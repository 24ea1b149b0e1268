//! Gives a job that failed for good another round of attempts.

use sea_orm::{ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::record::{AuditEntry, record};
use super::store::jobs as store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Admin;
use crate::server::state::State;

/// **Permissions**: admins.
pub async fn retry_job(state: &State, admin: &Admin, id: Uuid) -> AppResult<()> {
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let job = store::locked(&tx, id).await?.ok_or_else(AppError::not_found)?;
    if job.failed_at.is_none() {
        return Err(AppError::conflict("This job has not failed; it runs by itself."));
    }
    let told = json!({ "kind": job.kind, "last_error": job.last_error });
    let mut change = job.into_active_model();
    change.failed_at = Set(None);
    change.attempts = Set(0);
    change.run_at = Set(now);
    change.locked_by = Set(None);
    change.locked_until = Set(None);
    store::save(&tx, change).await?;
    record(&tx, AuditEntry::by(admin, "job.retried", "job", id).with(told), now).await?;
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}
