//! The states of an order, and what leads from one to another. Anything else is an error.

use chrono::{DateTime, Utc};

use crate::checkout::types::OrderStatus::{
    self, Cancelled, Created, Delivered, Expired, Paid, PaymentFailed, PaymentPending, Shipped,
};
use crate::kit::error::AppError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The buyer goes to pay.
    StartPayment,
    FailPayment,
    Capture,
    /// There is nothing to pay.
    PayNothing,
    /// The provider took the money after the order was closed.
    CaptureLate,
    Cancel,
    Expire,
    Ship,
    Deliver,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an order that is {from:?} cannot take the step {step:?}")]
pub struct Impossible {
    pub from: OrderStatus,
    pub step: Step,
}

impl From<Impossible> for AppError {
    fn from(error: Impossible) -> Self {
        Self::conflict(match error.from {
            Paid | Shipped | Delivered => "This order is paid already.",
            Cancelled => "This order was cancelled. Its lines are back in your cart.",
            Expired => "This order was not paid in time. Its lines are back in your cart.",
            Created | PaymentPending | PaymentFailed => "This order is not paid yet.",
        })
    }
}

pub fn step(from: OrderStatus, step: Step) -> Result<OrderStatus, Impossible> {
    match (from, step) {
        (Created | PaymentFailed, Step::StartPayment) => Ok(PaymentPending),
        (PaymentPending, Step::FailPayment) => Ok(PaymentFailed),
        (PaymentPending, Step::Capture) => Ok(Paid),
        (Created, Step::PayNothing) => Ok(Paid),
        (Cancelled | Expired, Step::CaptureLate) => Ok(Paid),
        (Created | PaymentPending | PaymentFailed, Step::Cancel) => Ok(Cancelled),
        (Created | PaymentPending | PaymentFailed, Step::Expire) => Ok(Expired),
        (Paid, Step::Ship) => Ok(Shipped),
        (Shipped, Step::Deliver) => Ok(Delivered),
        _ => Err(Impossible { from, step }),
    }
}

/// Whether the buyer may go and pay now.
pub fn payable(
    status: OrderStatus,
    expires_at: DateTime<Utc>,
    held: bool,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    if !status.is_open() {
        return Err(Impossible { from: status, step: Step::StartPayment }.into());
    }
    if held {
        return Err(AppError::conflict(
            "A payment for this order is being looked at. Nothing more is needed from you.",
        ));
    }
    if now >= expires_at {
        return Err(Impossible { from: Expired, step: Step::StartPayment }.into());
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    const STEPS: [Step; 9] = [
        Step::StartPayment,
        Step::FailPayment,
        Step::Capture,
        Step::PayNothing,
        Step::CaptureLate,
        Step::Cancel,
        Step::Expire,
        Step::Ship,
        Step::Deliver,
    ];

    /// Every pair of states that is joined, and by what.
    const JOINED: [(OrderStatus, OrderStatus, Step); 15] = [
        (Created, PaymentPending, Step::StartPayment),
        (Created, Paid, Step::PayNothing),
        (Created, Cancelled, Step::Cancel),
        (Created, Expired, Step::Expire),
        (PaymentPending, PaymentFailed, Step::FailPayment),
        (PaymentPending, Paid, Step::Capture),
        (PaymentPending, Cancelled, Step::Cancel),
        (PaymentPending, Expired, Step::Expire),
        (PaymentFailed, PaymentPending, Step::StartPayment),
        (PaymentFailed, Cancelled, Step::Cancel),
        (PaymentFailed, Expired, Step::Expire),
        (Paid, Shipped, Step::Ship),
        (Shipped, Delivered, Step::Deliver),
        (Cancelled, Paid, Step::CaptureLate),
        (Expired, Paid, Step::CaptureLate),
    ];

    #[test]
    fn every_pair_of_states_is_joined_by_what_the_rules_say_or_by_nothing() {
        for from in OrderStatus::ALL {
            for to in OrderStatus::ALL {
                let by: Vec<Step> = STEPS.into_iter().filter(|by| step(from, *by) == Ok(to)).collect();
                let expected: Vec<Step> =
                    JOINED.iter().filter(|(a, b, _)| (*a, *b) == (from, to)).map(|(_, _, by)| *by).collect();
                assert_eq!(by, expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn every_other_step_is_an_error_that_names_itself() {
        for from in OrderStatus::ALL {
            for by in STEPS {
                if JOINED.iter().all(|(a, _, s)| (*a, *s) != (from, by)) {
                    assert_eq!(step(from, by), Err(Impossible { from, step: by }));
                }
            }
        }
    }

    #[test]
    fn only_open_orders_in_time_and_not_held_can_be_paid() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let later = now + TimeDelta::seconds(1);
        for status in OrderStatus::ALL {
            assert_eq!(payable(status, later, false, now).is_ok(), status.is_open(), "{status:?}");
            assert!(payable(status, now, false, now).is_err());
            assert!(payable(status, later, true, now).is_err());
        }
    }
}
