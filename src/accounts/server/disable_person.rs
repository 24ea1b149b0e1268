//! Locks an account; what it bought and sold stays.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseConnection;
use serde_json::json;

use super::store::staff as store;
use crate::admin::{self, AuditEntry};
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::server::session::Sessions;

/// **Permissions**: whoever may run the command line. Nothing changes where the account was locked before.
pub async fn disable_person(
    db: &DatabaseConnection,
    sessions: &Sessions,
    email: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let tx = db::tx(db).await?;
    let person = store::locked(&tx, &email.trim().to_lowercase()).await?.ok_or_else(AppError::not_found)?;
    if person.disabled_at.is_some() {
        return Ok(());
    }
    let id = person.id;
    store::disable(&tx, person, now).await?;
    store::end_sign_ins(&tx, sessions, id, now).await?;
    let entry = AuditEntry::by_the_shop("user.disabled", "user", id).with(json!({ "by": "command line" }));
    admin::record(&tx, entry, now).await?;
    Ok(tx.commit().await?)
}
