//! Taking money, in our words: a `Charge` goes out, signed `ProviderEvent`s come back.

use async_trait::async_trait;
use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kit::error::AppError;
use crate::kit::money::{Currency, Money};

pub mod sandbox;
pub mod signature;

pub use sandbox::{Sandbox, SandboxConfig};
pub use signature::SignatureError;

pub type PaymentResult<T> = Result<T, PaymentError>;

#[async_trait]
pub trait PaymentProvider: Send + Sync {
    /// As `payments.provider` and the webhook's address name it.
    fn name(&self) -> &'static str;

    /// The least that can be charged; less is `Rejected`.
    fn minimum_amount(&self, currency: Currency) -> Money;

    /// Opens a checkout. The same idempotency key with the same charge gives the same checkout,
    /// with another charge it is `Rejected`.
    async fn initiate(&self, charge: Charge) -> PaymentResult<Initiated>;

    /// The payment as the provider has it now; believed over any event.
    async fn fetch(&self, provider_ref: &str) -> PaymentResult<RemotePayment>;

    /// Closes an open checkout, so that it can no longer be paid; a closed one stays as it is.
    async fn cancel(&self, provider_ref: &str) -> PaymentResult<RemotePayment>;

    /// The event in a webhook, once its signature over the raw body holds. A body that cannot be
    /// read is then an event of kind `Other`: store it and answer 200.
    fn verify(
        &self,
        headers: &HeaderMap,
        raw_body: &[u8],
        now: DateTime<Utc>,
    ) -> Result<ProviderEvent, SignatureError>;
}

/// What is to be paid, and where the buyer goes afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub payment_id: Uuid,
    pub order_id: Uuid,
    pub amount: Money,
    pub description: String,
    pub return_url: String,
    pub cancel_url: String,
    pub idempotency_key: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiated {
    pub provider_ref: String,
    pub checkout_url: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemotePayment {
    pub provider_ref: String,
    pub status: RemoteStatus,
    pub amount: Money,
    /// Why the last try failed or the checkout was closed, in words for the buyer.
    pub reason: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RemoteStatus {
    /// Not paid yet; after a declined try it can be tried again.
    Open,
    Captured,
    /// Closed unpaid: cancelled or expired.
    Cancelled,
}

/// One signed message of a provider. Serializable, so that `provider_events.payload` can hold it until a job takes it up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderEvent {
    /// Unique per provider; the same event may come twice.
    pub event_id: String,
    pub kind: EventKind,
    /// Present on every kind but `Other`.
    pub provider_ref: Option<String>,
    /// Present on every kind but `Other`.
    pub amount: Option<Money>,
    pub reason: Option<String>,
    pub occurred_at: DateTime<Utc>,
    pub raw: serde_json::Value,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    PaymentCaptured,
    /// A try was declined; the checkout may still be paid.
    PaymentFailed,
    /// The checkout was closed unpaid: cancelled or expired.
    PaymentCancelled,
    /// Nothing we act upon.
    Other(String),
}

impl EventKind {
    /// As `provider_events.kind` holds it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::PaymentCaptured => "payment.captured",
            Self::PaymentFailed => "payment.failed",
            Self::PaymentCancelled => "payment.cancelled",
            Self::Other(kind) => kind,
        }
    }
}

impl From<&str> for EventKind {
    fn from(kind: &str) -> Self {
        match kind {
            "payment.captured" => Self::PaymentCaptured,
            "payment.failed" => Self::PaymentFailed,
            "payment.cancelled" => Self::PaymentCancelled,
            other => Self::Other(other.to_owned()),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    #[error("no such payment")]
    NotFound,
    /// The provider understood and declined; asking again will not help.
    #[error("the provider refused: {0}")]
    Rejected(String),
    #[error("payments are unavailable: {0}")]
    Unavailable(String),
}

impl From<PaymentError> for AppError {
    fn from(error: PaymentError) -> Self {
        tracing::error!(%error, "payments");
        match error {
            PaymentError::NotFound => Self::not_found(),
            PaymentError::Rejected(_) => {
                Self::conflict("The payment could not be started. Nothing was charged.")
            }
            PaymentError::Unavailable(_) => Self::unavailable(
                "Payments cannot be reached right now. Nothing was charged; please try again.",
            ),
        }
    }
}
