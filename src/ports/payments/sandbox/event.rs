//! The sandbox's webhook bodies: written here, read here.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::checkout::Checkout;
use crate::kit::ids;
use crate::kit::money::Money;
use crate::ports::payments::{EventKind, ProviderEvent};

/// An event on its way to the shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub event_id: String,
    /// The exact bytes of every attempt; only the signature's time differs.
    pub body: String,
    pub attempts: u32,
    pub created_at: DateTime<Utc>,
    pub next_at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    created: DateTime<Utc>,
    data: WireData,
}

#[derive(Serialize, Deserialize)]
struct WireData {
    checkout: String,
    payment_id: Uuid,
    order_id: Uuid,
    amount: Money,
    reason: Option<String>,
}

impl Delivery {
    pub fn new(checkout: &Checkout, kind: &EventKind, now: DateTime<Utc>) -> Self {
        let event_id = format!("evt_{}", ids::new_id().simple());
        let wire = Wire {
            id: event_id.clone(),
            kind: kind.as_str().to_owned(),
            created: now,
            data: WireData {
                checkout: checkout.id.clone(),
                payment_id: checkout.charge.payment_id,
                order_id: checkout.charge.order_id,
                amount: checkout.charge.amount,
                reason: checkout.reason.clone(),
            },
        };
        let body = serde_json::json!(wire).to_string();
        Self { event_id, body, attempts: 0, created_at: now, next_at: now }
    }
}

/// What a body with a good signature says. One we cannot read gets an id from its bytes, so that it is stored once.
pub fn read(body: &[u8], now: DateTime<Utc>) -> ProviderEvent {
    let raw = serde_json::from_slice(body)
        .unwrap_or_else(|_| serde_json::Value::String(String::from_utf8_lossy(body).into_owned()));
    match serde_json::from_slice::<Wire>(body) {
        Ok(wire) => ProviderEvent {
            event_id: wire.id,
            kind: EventKind::from(wire.kind.as_str()),
            provider_ref: Some(wire.data.checkout),
            amount: Some(wire.data.amount),
            reason: wire.data.reason,
            occurred_at: wire.created,
            raw,
        },
        Err(_) => ProviderEvent {
            event_id: format!("body_{}", hex::encode(Sha256::digest(body))),
            kind: EventKind::Other("unreadable".to_owned()),
            provider_ref: None,
            amount: None,
            reason: None,
            occurred_at: now,
            raw,
        },
    }
}
