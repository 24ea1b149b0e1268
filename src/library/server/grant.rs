//! Entitles a buyer to what an order's lines bought.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

use super::store;
use crate::db::entities::{entitlement, order, order_line};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::library::rules;

/// Each line gets a licence key of its own. A line cannot be granted twice.
pub async fn grant(
    tx: &DatabaseTransaction,
    order: &order::Model,
    lines: &[order_line::Model],
    now: DateTime<Utc>,
) -> AppResult<()> {
    let rows = lines.iter().map(|line| entitlement::ActiveModel {
        id: Set(new_id()),
        order_line_id: Set(line.id),
        user_id: Set(order.buyer_id),
        asset_id: Set(line.asset_id),
        licence_key: Set(rules::licence_key(rand::random())),
        granted_at: Set(now),
        revoked_at: Set(None),
    });
    store::insert_entitlements(tx, rows.collect()).await
}
