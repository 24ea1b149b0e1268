//! The cart as pages and checkout see it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kit::error::AppResult;
use crate::kit::money::{Currency, Money};
use crate::ui::thumb::Thumb;

/// All that is in a cart, in the order it was put there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basket {
    pub currency: Currency,
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: Uuid,
    pub asset_id: Uuid,
    pub slug: String,
    pub title: String,
    pub seller_id: Uuid,
    pub seller_name: String,
    pub seller_handle: String,
    pub thumb: Option<Thumb>,
    /// What is sold now; None only where nothing is.
    pub version: Option<Version>,
    /// The chosen one, at today's price.
    pub licence: Licence,
    /// All that can be chosen, the cheapest first.
    pub offers: Vec<Licence>,
    /// The price the buyer saw last.
    pub seen: Money,
    /// Why this cannot be ordered.
    pub problem: Option<Problem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: Uuid,
    pub number: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    pub id: Uuid,
    pub code: String,
    pub name: String,
    pub terms: String,
    pub price: Money,
}

/// What keeps an item from being ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    NotForSale,
    LicenceGone,
    OwnListing,
    Owned,
    OtherCurrency,
}

impl Basket {
    /// Of what can be ordered.
    pub fn total(&self) -> AppResult<Money> {
        let good = self.items.iter().filter(|item| item.problem.is_none());
        Money::sum(self.currency, good.map(|item| item.licence.price))
    }

    pub fn is_ready(&self) -> bool {
        !self.items.is_empty() && self.items.iter().all(|item| item.problem.is_none())
    }

    pub fn changed_prices(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.problem.is_none() && item.price_changed())
    }
}

impl Item {
    pub fn price_changed(&self) -> bool {
        self.licence.price != self.seen
    }
}
