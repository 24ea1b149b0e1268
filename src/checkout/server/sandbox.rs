//! The sandbox's payment page stands for the provider's: what a buyer does there never touches our orders.

use std::sync::Arc;

use crate::kit::error::{AppError, AppResult};
use crate::ports::payments::Sandbox;
use crate::ports::payments::sandbox::{Checkout, SandboxError};
use crate::server::state::State;

pub async fn find(state: &State, id: &str) -> AppResult<Checkout> {
    Ok(sandbox(state)?.get(id).await?)
}

/// Where the buyer goes next. Paying twice is once.
pub async fn pay(state: &State, id: &str) -> AppResult<String> {
    let sandbox = sandbox(state)?;
    match sandbox.pay(id).await {
        Ok(checkout) => Ok(checkout.charge.return_url),
        Err(SandboxError::AlreadyPaid) => Ok(sandbox.get(id).await?.charge.return_url),
        Err(error) => Err(error.into()),
    }
}

/// The bank says no; the buyer stays and may try again.
pub async fn decline(state: &State, id: &str) -> AppResult<()> {
    sandbox(state)?.decline(id).await?;
    Ok(())
}

/// Where the buyer goes back to. Giving up twice is once.
pub async fn abandon(state: &State, id: &str) -> AppResult<String> {
    let sandbox = sandbox(state)?;
    match sandbox.abandon(id).await {
        Ok(checkout) => Ok(checkout.charge.cancel_url),
        Err(SandboxError::Cancelled | SandboxError::Expired) => Ok(sandbox.get(id).await?.charge.cancel_url),
        Err(error) => Err(error.into()),
    }
}

/// Not there unless it is what we take payments with.
fn sandbox(state: &State) -> AppResult<&Arc<Sandbox>> {
    state.sandbox.as_ref().ok_or_else(AppError::not_found)
}
