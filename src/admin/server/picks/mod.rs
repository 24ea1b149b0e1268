//! What staff put forward on the front of the shop. Whoever changes the list holds all of it, so that two who click at
//! once change it one after the other; the place of each is written anew, first to last.

mod change;
mod pick;

use crate::kit::error::AppResult;
use crate::server::cx::Moderator;
use crate::server::state::State;

pub use super::store::picks::PickRow;
pub use change::{arrange, describe, remove};
pub use pick::pick;

/// All of them in their order, also those that are not for sale at the moment.
///
/// **Permissions**: moderators.
pub async fn picks(state: &State, _: &Moderator) -> AppResult<Vec<PickRow>> {
    super::store::picks::rows(&state.db).await
}
