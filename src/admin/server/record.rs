//! The audit log: written in the transaction of the act it tells of, each event chained to the one before by its hash.

use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::store::audit as store;
use crate::db::dialect;
use crate::db::entities::audit_event::{self, ActorRole};
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::server::cx::Actor;

/// What comes before the first event.
pub(super) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What was done to what; by nobody in particular where the shop itself acts.
#[derive(Clone, Debug)]
pub struct AuditEntry<'a> {
    pub actor: Option<&'a Actor>,
    /// `asset.unpublished`, `order.paid`: the noun, then what happened to it.
    pub action: &'static str,
    pub entity: &'static str,
    pub entity_id: String,
    pub metadata: Value,
}

impl<'a> AuditEntry<'a> {
    pub fn by(
        actor: &'a Actor,
        action: &'static str,
        entity: &'static str,
        entity_id: impl ToString,
    ) -> Self {
        Self { actor: Some(actor), action, entity, entity_id: entity_id.to_string(), metadata: json!({}) }
    }

    pub fn by_the_shop(action: &'static str, entity: &'static str, entity_id: impl ToString) -> Self {
        Self { actor: None, action, entity, entity_id: entity_id.to_string(), metadata: json!({}) }
    }

    pub fn with(self, metadata: Value) -> Self {
        Self { metadata, ..self }
    }
}

/// Appends an event. The last statement of its transaction: others who record wait until it ends.
pub async fn record(tx: &DatabaseTransaction, entry: AuditEntry<'_>, now: DateTime<Utc>) -> AppResult<()> {
    let seq = dialect::next_counter(tx, "audit").await?;
    let prev_hash = store::hash_of(tx, seq - 1).await?.unwrap_or_else(|| GENESIS.to_owned());
    let mut event = audit_event::Model {
        id: new_id(),
        seq,
        actor_id: entry.actor.map(|actor| actor.user_id),
        actor_role: role(entry.actor),
        action: entry.action.to_owned(),
        entity: entry.entity.to_owned(),
        entity_id: entry.entity_id,
        ip: entry.actor.and_then(|actor| actor.ip.clone()),
        request_id: entry.actor.map(|actor| actor.request_id.clone()),
        metadata: entry.metadata,
        at: now,
        prev_hash,
        hash: String::new(),
    };
    event.hash = hash(&event);
    store::append(tx, event).await
}

fn role(actor: Option<&Actor>) -> ActorRole {
    match actor.map(|actor| actor.role) {
        None => ActorRole::System,
        Some("admin") => ActorRole::Admin,
        Some("moderator") => ActorRole::Moderator,
        Some("seller") => ActorRole::Seller,
        Some("visitor") => ActorRole::Visitor,
        Some(_) => ActorRole::Buyer,
    }
}

/// SHA-256 over everything the event says and the hash before it.
pub(super) fn hash(event: &audit_event::Model) -> String {
    let text = |id: Option<Uuid>| id.map(|id| id.to_string());
    let told = json!([
        event.prev_hash,
        event.seq,
        event.id.to_string(),
        text(event.actor_id),
        format!("{:?}", event.actor_role),
        event.action,
        event.entity,
        event.entity_id,
        event.ip,
        event.request_id,
        event.metadata,
        event.at.timestamp_micros(),
    ]);
    hex::encode(Sha256::digest(told.to_string()))
}
