//! Orders as their buyer sees them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::checkout::OrderStatus;
use crate::kit::ids;
use crate::kit::money::Money;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub id: Uuid,
    pub number: Option<String>,
    pub status: OrderStatus,
    pub held: bool,
    pub total: Money,
    pub created_at: DateTime<Utc>,
    pub titles: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub id: Uuid,
    pub number: Option<String>,
    pub status: OrderStatus,
    /// A person looks at its payment.
    pub held: bool,
    pub subtotal: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    pub refund_policy: String,
    pub waived: bool,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub paid_at: Option<DateTime<Utc>>,
    /// Why the last try to pay came to nothing.
    pub failure: Option<String>,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub slug: String,
    pub title: String,
    pub seller_name: String,
    pub licence_code: String,
    pub licence_name: String,
    pub licence_terms: String,
    pub version: String,
    pub unit: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    /// Where it stands in the library, while it does.
    pub entitlement_id: Option<Uuid>,
}

/// What people call an order: its number once paid, the end of its id before.
pub fn name(id: Uuid, number: Option<&str>) -> String {
    number.map_or_else(|| format!("Order {}", ids::short(id)), |number| format!("Order {number}"))
}
