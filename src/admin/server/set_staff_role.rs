//! Gives somebody a staff role, another one, or none.

use sea_orm::{ActiveEnum, ActiveValue::Set, IntoActiveModel};
use serde_json::json;
use uuid::Uuid;

use super::pair::pair;
use super::record::{AuditEntry, record};
use super::store::people as store;
use crate::admin::rules;
use crate::db;
use crate::db::entities::user::StaffRole;
use crate::kit::error::{AppError, AppResult};
use crate::server::cx::Admin;
use crate::server::state::State;

/// **Permissions**: admins; nobody changes their own role. `role` is moderator, admin or empty. They sign in anew,
/// so that no session from before carries the new rights.
pub async fn set_staff_role(
    state: &State,
    admin: &Admin,
    id: Uuid,
    role: &str,
    reason: &str,
) -> AppResult<()> {
    rules::somebody_else(admin.user_id, id)?;
    let reason = rules::reason(reason)?;
    let role = known(role)?;
    let now = state.clock.now();
    let tx = db::tx(&state.db).await?;
    let person = pair(&tx, admin, id).await?;
    if person.staff_role == role {
        return Err(AppError::invalid("role", "They have this role already."));
    }
    if role.is_some() && person.disabled_at.is_some() {
        return Err(AppError::invalid("role", "This account is disabled. Enable it first."));
    }
    let told = json!({ "from": word(person.staff_role), "to": word(role), "reason": reason });
    let mut change = person.into_active_model();
    change.staff_role = Set(role);
    change.updated_at = Set(now);
    store::save(&tx, change).await?;
    store::end_sessions(&tx, &state.sessions, id, now).await?;
    record(&tx, AuditEntry::by(admin, "user.role_changed", "user", id).with(told), now).await?;
    Ok(tx.commit().await?)
}

fn known(role: &str) -> AppResult<Option<StaffRole>> {
    if role.is_empty() {
        return Ok(None);
    }
    let role = StaffRole::try_from_value(&role.to_owned());
    role.map(Some).map_err(|_| AppError::invalid("role", "Choose a role from the list."))
}

fn word(role: Option<StaffRole>) -> Option<String> {
    role.map(|role| role.to_value())
}
