//! Ends uploads that were begun and never finished, and clears up after them.

use std::time::{Duration, SystemTime};

use chrono::TimeDelta;

use super::receive_file::incoming_folder;
use super::store::uploads;
use super::tidy;
use crate::db;
use crate::kit::error::AppResult;
use crate::server::state::State;

const BATCH: u64 = 200;
/// A transfer that began before its address expired is over by then.
const LONGEST_TRANSFER: TimeDelta = TimeDelta::hours(24);

pub async fn sweep_uploads(state: &State) -> AppResult<()> {
    let now = state.clock.now();
    for upload in uploads::overdue(&state.db, now, BATCH).await? {
        let tx = db::tx(&state.db).await?;
        let ended = uploads::expire(&tx, upload.id).await?;
        tx.commit().await?;
        if ended {
            tidy::delete_objects(state, [upload.storage_key]).await;
        }
    }
    // Once more for what arrived late; after that the row has told all it knew.
    let old = uploads::long_settled(&state.db, now - LONGEST_TRANSFER, BATCH).await?;
    if !old.is_empty() {
        let ids: Vec<_> = old.iter().map(|upload| upload.id).collect();
        tidy::delete_objects(state, old.into_iter().map(|upload| upload.storage_key)).await;
        let tx = db::tx(&state.db).await?;
        uploads::delete(&tx, &ids).await?;
        tx.commit().await?;
    }
    forget_incoming(state).await;
    Ok(())
}

/// Files a stopped process left half received.
async fn forget_incoming(state: &State) {
    let Ok(mut entries) = tokio::fs::read_dir(incoming_folder(state)).await else { return };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let modified = entry.metadata().await.and_then(|file| file.modified());
        let age = modified.ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        if age.is_some_and(|age| age > Duration::from_secs(24 * 60 * 60)) {
            let _ = tokio::fs::remove_file(entry.path()).await;
        }
    }
}
