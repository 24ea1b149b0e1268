//! What the money path writes into the audit log, last in each transaction.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use uuid::Uuid;

use crate::admin::{self, AuditEntry};
use crate::kit::error::AppResult;
use crate::server::cx::Actor;

/// Whose act it was.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The provider's word, or time.
    Shop,
    Person(&'a Actor),
}

pub async fn record(
    tx: &DatabaseTransaction,
    by: By<'_>,
    action: &'static str,
    order_id: Uuid,
    metadata: Value,
    now: DateTime<Utc>,
) -> AppResult<()> {
    let entry = match by {
        By::Shop => AuditEntry::by_the_shop(action, "order", order_id),
        By::Person(actor) => AuditEntry::by(actor, action, "order", order_id),
    };
    admin::record(tx, entry.with(metadata), now).await
}
