//! Selling on the server.

use crate::kit::error::AppResult;
use crate::server::state::State;

pub async fn sweep_uploads(_state: &State) -> AppResult<()> {
    Ok(())
}
