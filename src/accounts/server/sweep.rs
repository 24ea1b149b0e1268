//! Forgets what can no longer be used: sessions, failures, links and refresh tokens past their time.

use chrono::TimeDelta;

use super::export_data;
use super::store::{
    confirmations, devices, email_changes, email_tokens, failures, personal_tokens, refresh_tokens,
};
use crate::kit::error::AppResult;
use crate::server::state::State;

/// Used-up refresh tokens stay while any of their sign-in's could: a thief who comes late must be recognised.
const AFTERWARDS: TimeDelta = TimeDelta::days(8);

pub async fn sweep(state: &State) -> AppResult<()> {
    let (db, now) = (&state.db, state.clock.now());
    state.sessions.forget_expired(now).await?;
    devices::forget_before(db, now - TimeDelta::days(365)).await?;
    failures::forget_before(db, now - TimeDelta::days(1)).await?;
    confirmations::forget_expired(db, now).await?;
    email_changes::forget_expired(db, now).await?;
    export_data::sweep(state).await?;
    personal_tokens::forget_expired(db, now).await?;
    email_tokens::forget_expired(db, now - AFTERWARDS).await?;
    refresh_tokens::forget_expired(db, now - AFTERWARDS).await
}
