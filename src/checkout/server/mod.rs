//! Checkout on the server.

use uuid::Uuid;

use crate::kit::error::AppResult;
use crate::server::state::State;

pub async fn process_provider_event(_state: &State, _event_id: Uuid) -> AppResult<()> {
    Ok(())
}

pub async fn expire_orders(_state: &State) -> AppResult<()> {
    Ok(())
}
