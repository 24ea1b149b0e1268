//! The payment provider of this shop.

use std::sync::Arc;

use crate::checkout::rules::settlement::Word;
use crate::kit::error::{AppError, AppResult};
use crate::ports::payments::{PaymentProvider, RemotePayment, RemoteStatus};
use crate::server::state::State;

/// An error where the shop takes no money.
pub fn provider(state: &State) -> AppResult<&Arc<dyn PaymentProvider>> {
    state.payments.as_ref().ok_or_else(|| AppError::unavailable("This shop takes no payments at the moment."))
}

/// The one a payment was begun with.
pub fn provider_named<'a>(state: &'a State, name: &str) -> AppResult<&'a Arc<dyn PaymentProvider>> {
    let provider = provider(state)?;
    if provider.name() == name {
        return Ok(provider);
    }
    tracing::warn!(name, "a payment belongs to a provider that is no longer configured");
    Err(AppError::unavailable("This payment cannot be looked up at the moment."))
}

impl From<RemotePayment> for Word {
    fn from(remote: RemotePayment) -> Self {
        match remote.status {
            RemoteStatus::Open => Self::Open { reason: remote.reason },
            RemoteStatus::Captured => Self::Captured { amount: remote.amount },
            RemoteStatus::Cancelled => Self::Cancelled { reason: remote.reason },
        }
    }
}
