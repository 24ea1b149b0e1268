//! A checkout as the sandbox keeps it, and what can become of it.

use std::io;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::event::Delivery;
use crate::kit::error::AppError;
use crate::ports::payments::{Charge, EventKind, PaymentError};

const LIFETIME: TimeDelta = TimeDelta::hours(24);

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkout {
    /// The payment's `provider_ref`, and the last part of the payment page's address.
    pub id: String,
    pub charge: Charge,
    pub status: CheckoutStatus,
    pub declines: u32,
    /// Why the last try failed or the checkout was closed.
    pub reason: Option<String>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckoutStatus {
    Open,
    Paid,
    Cancelled,
    Expired,
}

#[derive(Clone, Copy)]
pub enum Act {
    Pay,
    Decline,
    /// By the buyer.
    Abandon,
    /// By the shop.
    Cancel,
}

/// A checkout with the events not yet delivered; one file, so that none gets lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub checkout: Checkout,
    pub pending: Vec<Delivery>,
}

impl Record {
    pub fn new(id: String, charge: Charge, now: DateTime<Utc>) -> Self {
        let checkout = Checkout {
            id,
            charge,
            status: CheckoutStatus::Open,
            declines: 0,
            reason: None,
            created_at: now,
            expires_at: now + LIFETIME,
            closed_at: None,
        };
        Self { checkout, pending: Vec::new() }
    }

    pub fn act(&mut self, act: Act, now: DateTime<Utc>) -> Result<(), SandboxError> {
        match self.checkout.status {
            CheckoutStatus::Open => {}
            CheckoutStatus::Paid => return Err(SandboxError::AlreadyPaid),
            CheckoutStatus::Cancelled => return Err(SandboxError::Cancelled),
            CheckoutStatus::Expired => return Err(SandboxError::Expired),
        }
        match act {
            Act::Pay => self.close(CheckoutStatus::Paid, None, now),
            Act::Abandon => self.close(CheckoutStatus::Cancelled, Some("You cancelled the payment."), now),
            Act::Cancel => self.close(CheckoutStatus::Cancelled, Some("The shop closed the payment."), now),
            Act::Decline => self.decline(now),
        }
        Ok(())
    }

    /// Closes a checkout whose time is over.
    pub fn expire(&mut self, now: DateTime<Utc>) {
        if self.checkout.status == CheckoutStatus::Open && now >= self.checkout.expires_at {
            self.close(CheckoutStatus::Expired, Some("The payment was not made in time."), now);
        }
    }

    pub fn next_delivery(&self) -> Option<DateTime<Utc>> {
        self.pending.iter().map(|delivery| delivery.next_at).min()
    }

    fn close(&mut self, status: CheckoutStatus, reason: Option<&str>, now: DateTime<Utc>) {
        self.checkout.status = status;
        self.checkout.reason = reason.map(str::to_owned);
        self.checkout.closed_at = Some(now);
        let kind = match status {
            CheckoutStatus::Paid => EventKind::PaymentCaptured,
            _ => EventKind::PaymentCancelled,
        };
        self.tell(kind, now);
    }

    fn decline(&mut self, now: DateTime<Utc>) {
        self.checkout.declines += 1;
        self.checkout.reason = Some("Your card was declined.".to_owned());
        self.tell(EventKind::PaymentFailed, now);
    }

    fn tell(&mut self, kind: EventKind, now: DateTime<Utc>) {
        self.pending.push(Delivery::new(&self.checkout, &kind, now));
    }
}

/// Why the sandbox did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error("no such checkout")]
    NotFound,
    #[error("This has been paid already.")]
    AlreadyPaid,
    #[error("This payment was cancelled. Go back to your order to start another.")]
    Cancelled,
    #[error("This payment was not made in time. Go back to your order to start another.")]
    Expired,
    #[error("the sandbox's record cannot be used: {0}")]
    Record(#[from] io::Error),
}

impl From<SandboxError> for PaymentError {
    fn from(error: SandboxError) -> Self {
        match error {
            SandboxError::NotFound => Self::NotFound,
            SandboxError::Record(_) => Self::Unavailable(error.to_string()),
            SandboxError::AlreadyPaid | SandboxError::Cancelled | SandboxError::Expired => {
                Self::Rejected(error.to_string())
            }
        }
    }
}

impl From<SandboxError> for AppError {
    fn from(error: SandboxError) -> Self {
        match error {
            SandboxError::NotFound => Self::not_found(),
            SandboxError::Record(_) => PaymentError::from(error).into(),
            SandboxError::AlreadyPaid | SandboxError::Cancelled | SandboxError::Expired => {
                Self::conflict(error.to_string())
            }
        }
    }
}
