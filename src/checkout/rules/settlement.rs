//! What the provider's word means for an order. Only what the provider itself tells when asked is believed.

use crate::checkout::types::{OrderStatus, PaymentStatus};
use crate::kit::money::Money;

/// The payment as the provider has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// Not paid; with a reason when a try was declined.
    Open {
        reason: Option<String>,
    },
    Captured {
        amount: Money,
    },
    Cancelled {
        reason: Option<String>,
    },
}

/// What we have.
#[derive(Clone, Copy, Debug)]
pub struct Ours {
    pub order: OrderStatus,
    pub total: Money,
    pub payment: PaymentStatus,
    pub amount: Money,
    /// The buyer got one of the lines by another order in the meantime.
    pub owned_elsewhere: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settlement {
    Nothing,
    /// A try was declined; the same checkout may still be paid.
    Declined {
        reason: String,
    },
    /// The checkout is closed unpaid; another may be opened.
    Closed {
        reason: Option<String>,
    },
    Paid,
    /// Paid after the order was cancelled or expired, and honoured.
    PaidLate,
    /// The money came, but something does not fit: a person has to look.
    Held {
        /// What was taken.
        amount: Money,
        reason: String,
    },
}

pub fn settle(ours: Ours, word: Word) -> Settlement {
    if ours.payment == PaymentStatus::Captured {
        return Settlement::Nothing;
    }
    match word {
        Word::Open { reason: Some(reason) }
            if ours.order == OrderStatus::PaymentPending && ours.payment.is_live() =>
        {
            Settlement::Declined { reason }
        }
        Word::Open { .. } => Settlement::Nothing,
        Word::Cancelled { reason } if ours.payment.is_live() => Settlement::Closed { reason },
        Word::Cancelled { .. } => Settlement::Nothing,
        Word::Captured { amount } => captured(ours, amount),
    }
}

fn captured(ours: Ours, amount: Money) -> Settlement {
    let held = |reason: String| Settlement::Held { amount, reason };
    if amount != ours.amount || amount != ours.total {
        let due = ours.total;
        return held(format!(
            "The provider took {amount} ({}); the order is for {due} ({}).",
            amount.currency, due.currency
        ));
    }
    if ours.order.is_paid() {
        return held(format!("A second payment of {amount} was taken for an order that is paid."));
    }
    if ours.order.is_open() {
        return Settlement::Paid;
    }
    if ours.owned_elsewhere {
        return held(format!(
            "{amount} was taken after the order was closed, and the buyer has bought a part of it again."
        ));
    }
    Settlement::PaidLate
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::money::Currency;

    fn usd(minor: i64) -> Money {
        Money::new(minor, Currency::USD)
    }

    fn ours(order: OrderStatus, payment: PaymentStatus) -> Ours {
        Ours { order, total: usd(500), payment, amount: usd(500), owned_elsewhere: false }
    }

    fn everywhere() -> impl Iterator<Item = Ours> {
        let pairs =
            OrderStatus::ALL.into_iter().flat_map(|order| PaymentStatus::ALL.map(|payment| (order, payment)));
        pairs.map(|(order, payment)| ours(order, payment))
    }

    #[test]
    fn a_captured_payment_is_settled_once() {
        for ours in everywhere() {
            let settlement = settle(ours, Word::Captured { amount: usd(500) });
            let expected = match (ours.payment, ours.order) {
                (PaymentStatus::Captured, _) => Settlement::Nothing,
                (_, order) if order.is_open() => Settlement::Paid,
                (_, OrderStatus::Cancelled | OrderStatus::Expired) => Settlement::PaidLate,
                _ => settlement.clone(),
            };
            assert_eq!(settlement, expected, "{ours:?}");
            let twice = ours.order.is_paid() && ours.payment != PaymentStatus::Captured;
            assert_eq!(matches!(settlement, Settlement::Held { .. }), twice, "{ours:?}");
        }
    }

    #[test]
    fn another_amount_is_looked_at_by_a_person() {
        for ours in everywhere().filter(|ours| ours.payment != PaymentStatus::Captured) {
            for amount in [usd(499), usd(501), Money::new(500, Currency::JPY)] {
                assert!(matches!(settle(ours, Word::Captured { amount }), Settlement::Held { .. }));
            }
            let changed = Ours { total: usd(600), ..ours };
            assert!(matches!(settle(changed, Word::Captured { amount: usd(500) }), Settlement::Held { .. }));
        }
    }

    #[test]
    fn late_money_for_what_was_bought_again_is_looked_at() {
        let late = Ours { owned_elsewhere: true, ..ours(OrderStatus::Expired, PaymentStatus::Cancelled) };
        assert!(matches!(settle(late, Word::Captured { amount: usd(500) }), Settlement::Held { .. }));
    }

    #[test]
    fn bad_news_never_undoes_good_news() {
        let declined = Word::Open { reason: Some("no".into()) };
        for ours in everywhere() {
            let closed = settle(ours, Word::Cancelled { reason: None });
            assert_eq!(closed == Settlement::Nothing, !ours.payment.is_live(), "{ours:?}");
            let failed = settle(ours, declined.clone());
            let pending = ours.order == OrderStatus::PaymentPending && ours.payment.is_live();
            assert_eq!(failed != Settlement::Nothing, pending, "{ours:?}");
            assert_eq!(settle(ours, Word::Open { reason: None }), Settlement::Nothing);
        }
    }
}
