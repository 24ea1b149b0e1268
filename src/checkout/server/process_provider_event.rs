//! Works on a stored message. It only says that something happened; what happened is asked of the provider.

use uuid::Uuid;

use super::settle_payment::settle_payment;
use super::store;
use crate::db::entities::provider_event;
use crate::kit::error::{AppError, AppResult};
use crate::ports::payments::{EventKind, ProviderEvent};
use crate::server::state::State;

/// An error has the job try again later: what the message is about may not have been written yet.
pub async fn process_provider_event(state: &State, event_id: Uuid) -> AppResult<()> {
    let row = store::events::find(&state.db, event_id).await?.ok_or_else(AppError::not_found)?;
    if row.processed_at.is_some() {
        return Ok(());
    }
    let worked = work(state, &row).await;
    let outcome = worked.as_ref().map(|()| state.clock.now()).map_err(ToString::to_string);
    store::events::mark(&state.db, row.id, outcome).await?;
    worked
}

async fn work(state: &State, row: &provider_event::Model) -> AppResult<()> {
    let event: ProviderEvent = serde_json::from_value(row.payload.clone()).map_err(|error| {
        tracing::error!(%error, id = %row.id, "a stored message cannot be read");
        AppError::internal()
    })?;
    let (
        EventKind::PaymentCaptured | EventKind::PaymentFailed | EventKind::PaymentCancelled,
        Some(reference),
    ) = (event.kind, event.provider_ref)
    else {
        return Ok(());
    };
    let payment = store::payments::by_reference(&state.db, &row.provider, &reference).await?;
    let payment =
        payment.ok_or_else(|| AppError::unavailable("The payment this is about is not known yet."))?;
    settle_payment(state, payment.id).await
}
