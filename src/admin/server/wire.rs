//! What `/api/v1/admin` answers with.

use chrono::{DateTime, Utc};
use sea_orm::ActiveEnum;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::store::audit::Told;
use super::store::jobs::JobRow;
use super::store::listings::ListingRow;
use super::store::orders::OrderRow;
use super::store::people::PersonRow;

#[derive(Debug, Serialize, ToSchema)]
pub struct AdminUser {
    id: Uuid,
    email: String,
    email_verified: bool,
    username: String,
    display_name: String,
    /// The handle of their shop, if they sell.
    seller: Option<String>,
    /// moderator or admin.
    staff_role: Option<String>,
    disabled_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
}

impl From<PersonRow> for AdminUser {
    fn from(row: PersonRow) -> Self {
        Self {
            id: row.id,
            email: row.email,
            email_verified: row.email_verified_at.is_some(),
            username: row.username,
            display_name: row.display_name,
            seller: row.handle,
            staff_role: row.staff_role.map(|role| role.to_value()),
            disabled_at: row.disabled_at,
            created_at: row.created_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdminOrder {
    id: Uuid,
    /// Given at payment.
    number: Option<String>,
    status: String,
    /// Minor units.
    total_minor: i64,
    currency: String,
    buyer_id: Uuid,
    buyer: String,
    /// Why it waits for review.
    held_for_review_reason: Option<String>,
    created_at: DateTime<Utc>,
    paid_at: Option<DateTime<Utc>>,
}

impl From<OrderRow> for AdminOrder {
    fn from(row: OrderRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            status: row.status.to_value(),
            total_minor: row.total_minor,
            currency: row.currency,
            buyer_id: row.buyer_id,
            buyer: row.buyer_username,
            held_for_review_reason: row.held_for_review_reason,
            created_at: row.created_at,
            paid_at: row.paid_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdminAsset {
    id: Uuid,
    slug: String,
    title: String,
    kind: String,
    status: String,
    /// Minor units of the cheapest licence.
    price_minor: i64,
    currency: String,
    sales: i64,
    /// The seller's handle.
    seller: String,
    /// Why it was taken down, while it is.
    taken_down_reason: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<ListingRow> for AdminAsset {
    fn from(row: ListingRow) -> Self {
        Self {
            id: row.id,
            slug: row.slug,
            title: row.title,
            kind: row.kind.to_value(),
            status: row.status.to_value(),
            price_minor: row.price_from_minor,
            currency: row.currency,
            sales: row.sales_count,
            seller: row.seller_handle,
            taken_down_reason: row.reason,
            created_at: row.created_at,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEvent {
    /// 1, 2, 3 … without gaps.
    seq: i64,
    at: DateTime<Utc>,
    /// Empty where the shop itself acted.
    actor_id: Option<Uuid>,
    actor: Option<String>,
    actor_role: String,
    action: String,
    entity: String,
    entity_id: String,
    ip: Option<String>,
    request_id: Option<String>,
    #[schema(value_type = Object)]
    metadata: serde_json::Value,
    /// SHA-256 (hex) over this event and the hash of the one before.
    hash: String,
}

impl From<Told> for AuditEvent {
    fn from((event, actor): Told) -> Self {
        Self {
            seq: event.seq,
            at: event.at,
            actor_id: event.actor_id,
            actor: actor.map(|actor| actor.username),
            actor_role: event.actor_role.to_value(),
            action: event.action,
            entity: event.entity,
            entity_id: event.entity_id,
            ip: event.ip,
            request_id: event.request_id,
            metadata: event.metadata,
            hash: event.hash,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdminJob {
    id: Uuid,
    kind: String,
    attempts: i32,
    max_attempts: i32,
    run_at: DateTime<Utc>,
    done_at: Option<DateTime<Utc>>,
    failed_at: Option<DateTime<Utc>>,
    last_error: Option<String>,
    created_at: DateTime<Utc>,
}

impl From<JobRow> for AdminJob {
    fn from(row: JobRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            attempts: row.attempts,
            max_attempts: row.max_attempts,
            run_at: row.run_at,
            done_at: row.done_at,
            failed_at: row.failed_at,
            last_error: row.last_error,
            created_at: row.created_at,
        }
    }
}
