//! What the money path writes into the audit log, last in each transaction.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::Value;
use uuid::Uuid;

use crate::kit::error::AppResult;
use crate::server::cx::Actor;

/// Whose act it was.
#[derive(Clone, Copy, Debug)]
pub enum By<'a> {
    /// The provider's word, or time.
    System,
    Person(&'a Actor),
}

pub async fn record(
    _tx: &DatabaseTransaction,
    _by: By<'_>,
    _action: &'static str,
    _order_id: Uuid,
    _metadata: Value,
    _now: DateTime<Utc>,
) -> AppResult<()> {
    Ok(())
}
