//! The states of a payment. A status never moves backwards.

use crate::checkout::types::PaymentStatus::{
    self, Authorized, Cancelled, Captured, Created, Failed, Initiated,
};
use crate::kit::error::AppError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The provider opened a checkout.
    Initiate,
    Authorize,
    Capture,
    /// The money was taken though we had closed the payment.
    CaptureLate,
    Fail,
    Cancel,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a payment that is {from:?} cannot take the step {step:?}")]
pub struct Impossible {
    pub from: PaymentStatus,
    pub step: Step,
}

impl From<Impossible> for AppError {
    fn from(error: Impossible) -> Self {
        Self::conflict(match error.from {
            Captured => "This was paid already.",
            _ => "This payment is closed. Start another from your order.",
        })
    }
}

pub fn step(from: PaymentStatus, step: Step) -> Result<PaymentStatus, Impossible> {
    match (from, step) {
        (Created, Step::Initiate) => Ok(Initiated),
        (Initiated, Step::Authorize) => Ok(Authorized),
        (Initiated | Authorized, Step::Capture) => Ok(Captured),
        (Failed | Cancelled, Step::CaptureLate) => Ok(Captured),
        (Created | Initiated | Authorized, Step::Fail) => Ok(Failed),
        (Created | Initiated | Authorized, Step::Cancel) => Ok(Cancelled),
        _ => Err(Impossible { from, step }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: [Step; 6] =
        [Step::Initiate, Step::Authorize, Step::Capture, Step::CaptureLate, Step::Fail, Step::Cancel];

    const JOINED: [(PaymentStatus, PaymentStatus, Step); 12] = [
        (Created, Initiated, Step::Initiate),
        (Created, Failed, Step::Fail),
        (Created, Cancelled, Step::Cancel),
        (Initiated, Authorized, Step::Authorize),
        (Initiated, Captured, Step::Capture),
        (Initiated, Failed, Step::Fail),
        (Initiated, Cancelled, Step::Cancel),
        (Authorized, Captured, Step::Capture),
        (Authorized, Failed, Step::Fail),
        (Authorized, Cancelled, Step::Cancel),
        (Failed, Captured, Step::CaptureLate),
        (Cancelled, Captured, Step::CaptureLate),
    ];

    #[test]
    fn every_pair_of_states_is_joined_by_what_the_rules_say_or_by_nothing() {
        for from in PaymentStatus::ALL {
            for to in PaymentStatus::ALL {
                let by: Vec<Step> = STEPS.into_iter().filter(|by| step(from, *by) == Ok(to)).collect();
                let expected: Vec<Step> =
                    JOINED.iter().filter(|(a, b, _)| (*a, *b) == (from, to)).map(|(_, _, by)| *by).collect();
                assert_eq!(by, expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn what_was_captured_stays_captured() {
        for by in STEPS {
            assert_eq!(step(Captured, by), Err(Impossible { from: Captured, step: by }));
        }
    }
}
