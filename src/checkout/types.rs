//! Where an order and its payment stand.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    Created,
    PaymentPending,
    PaymentFailed,
    Paid,
    Shipped,
    Delivered,
    Cancelled,
    Expired,
}

impl OrderStatus {
    pub const ALL: [Self; 8] = [
        Self::Created,
        Self::PaymentPending,
        Self::PaymentFailed,
        Self::Paid,
        Self::Shipped,
        Self::Delivered,
        Self::Cancelled,
        Self::Expired,
    ];

    /// As the API spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::PaymentPending => "payment_pending",
            Self::PaymentFailed => "payment_failed",
            Self::Paid => "paid",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Self::Created => "Not paid yet",
            Self::PaymentPending => "Waiting for payment",
            Self::PaymentFailed => "Payment failed",
            Self::Paid => "Paid",
            Self::Shipped => "Shipped",
            Self::Delivered => "Delivered",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
        }
    }

    /// Neither paid nor closed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::PaymentPending | Self::PaymentFailed)
    }

    pub fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Shipped | Self::Delivered)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    Created,
    Initiated,
    Authorized,
    Captured,
    Failed,
    Cancelled,
}

impl PaymentStatus {
    pub const ALL: [Self; 6] =
        [Self::Created, Self::Initiated, Self::Authorized, Self::Captured, Self::Failed, Self::Cancelled];

    /// Something may still come of it.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Created | Self::Initiated | Self::Authorized)
    }
}
