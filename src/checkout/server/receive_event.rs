//! Takes a provider's signed message in: verified over the raw body, stored once, worked on later.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::HeaderMap;

use super::store;
use crate::db;
use crate::kit::error::{AppError, AppResult};
use crate::ports::payments::SignatureError;
use crate::server::jobs::{self, Job};
use crate::server::state::State;

/// Messages refused since the start, for whoever watches the process.
pub static REFUSED: AtomicU64 = AtomicU64::new(0);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    Stored,
    /// It came before.
    Again,
    Refused(SignatureError),
}

/// A provider that is not configured is not found.
pub async fn receive_event(
    state: &State,
    provider: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> AppResult<Received> {
    let known = state.payments.as_ref().filter(|known| known.name() == provider);
    let known = known.ok_or_else(AppError::not_found)?;
    let now = state.clock.now();
    let event = match known.verify(headers, body, now) {
        Ok(event) => event,
        Err(error) => {
            let refused = REFUSED.fetch_add(1, Ordering::Relaxed) + 1;
            tracing::warn!(provider, %error, refused, "a webhook was refused");
            return Ok(Received::Refused(error));
        }
    };
    let tx = db::tx(&state.db).await?;
    let Some(event_id) = store::events::insert_once(&tx, provider, &event, now).await? else {
        return Ok(Received::Again);
    };
    jobs::enqueue(&tx, &Job::ProcessProviderEvent { event_id }, now).await?;
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(Received::Stored)
}
