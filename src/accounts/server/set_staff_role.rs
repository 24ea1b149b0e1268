//! Gives somebody a staff role, or takes it away.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::store::staff as store;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::db::entities::user::StaffRole;
use crate::kit::error::{AppError, AppResult};
use crate::server::session::Sessions;

/// **Permissions**: whoever may run the command line. All sign-ins end, so that no session is older than the role.
pub async fn set_staff_role(
    db: &DatabaseConnection,
    sessions: &Sessions,
    email: &str,
    role: Option<StaffRole>,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let tx = db::tx(db).await?;
    let person = store::locked(&tx, &email.trim().to_lowercase()).await?.ok_or_else(AppError::not_found)?;
    if person.disabled_at.is_some() {
        return Err(AppError::conflict("This account is disabled."));
    }
    if person.staff_role == role {
        return Ok(());
    }
    let (id, before) = (person.id, person.staff_role);
    store::set_role(&tx, person, role, now).await?;
    store::end_sign_ins(&tx, sessions, id, now).await?;
    let change = json!({ "from": name(before), "to": name(role), "by": "command line" });
    let entry = AuditEntry::by_the_shop("user.role_changed", "user", id).with(change);
    admin::record(&tx, entry, now).await?;
    Ok(tx.commit().await?)
}

fn name(role: Option<StaffRole>) -> Option<&'static str> {
    role.map(|role| match role {
        StaffRole::Moderator => "moderator",
        StaffRole::Admin => "admin",
    })
}
