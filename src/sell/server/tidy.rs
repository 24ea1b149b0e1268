//! Removes objects nobody points at any more. It comes after the commit, and a failure costs only room.

use crate::server::state::State;

pub async fn delete_objects(state: &State, keys: impl IntoIterator<Item = String>) {
    for key in keys {
        if let Err(error) = state.storage.delete(&key).await {
            tracing::warn!(%error, key, "an object nobody needs stays behind");
        }
    }
}
