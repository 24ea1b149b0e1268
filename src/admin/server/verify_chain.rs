//! Reads the audit log from its first entry to its last and recomputes every hash: as a job, for it takes the longer
//! the longer the log is. What was found is kept, and holds the next reading to the entries this one saw.

use sea_orm::ActiveValue::Set;

use super::record::{GENESIS, hash};
use super::store::audit as store;
use crate::db;
use crate::db::entities::audit_check;
use crate::kit::error::AppResult;
use crate::kit::ids::new_id;
use crate::server::cx::Moderator;
use crate::server::jobs::{self, Job};
use crate::server::state::State;

/// Entries read at once.
const STEP: u64 = 1000;

/// Whether the log is as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainState {
    /// So many events, each fitting the one before.
    Intact(i64),
    /// The first event that does not fit, or that is gone.
    BrokenAt(i64),
}

impl From<&audit_check::Model> for ChainState {
    fn from(check: &audit_check::Model) -> Self {
        check.broken_at.map_or(Self::Intact(check.through_seq), Self::BrokenAt)
    }
}

/// Has the log read soon; asked for several times in a minute, once.
///
/// **Permissions**: moderators.
pub async fn ask_for_check(state: &State, _: &Moderator) -> AppResult<()> {
    let now = state.clock.now();
    let minute = now.timestamp().div_euclid(60);
    let tx = db::tx(&state.db).await?;
    jobs::enqueue_once(&tx, &Job::CheckAuditLog, &format!("asked-{minute}"), now).await?;
    tx.commit().await?;
    state.new_job.notify_one();
    Ok(())
}

/// Reads the log and keeps what was found.
pub async fn check_audit_log(state: &State) -> AppResult<()> {
    let found = walk(state).await?;
    if let Some(seq) = found.broken_at {
        tracing::error!(seq, "the audit log was changed: its chain is broken");
    }
    let tx = db::tx(&state.db).await?;
    let check = audit_check::ActiveModel {
        id: Set(new_id()),
        through_seq: Set(found.seq),
        through_hash: Set(found.hash),
        broken_at: Set(found.broken_at),
        checked_at: Set(state.clock.now()),
    };
    store::keep_check(&tx, check).await?;
    tx.commit().await?;
    Ok(())
}

/// The same without keeping it.
pub async fn verify_chain(state: &State) -> AppResult<ChainState> {
    let found = walk(state).await?;
    Ok(found.broken_at.map_or(ChainState::Intact(found.seq), ChainState::BrokenAt))
}

struct Found {
    seq: i64,
    hash: String,
    broken_at: Option<i64>,
}

async fn walk(state: &State) -> AppResult<Found> {
    // A log written anew from the first entry on is a chain too, but not the one that was seen.
    let seen = store::last_intact_check(&state.db).await?;
    let mut found = Found { seq: 0, hash: GENESIS.to_owned(), broken_at: None };
    loop {
        let events = store::after(&state.db, found.seq, STEP).await?;
        if events.is_empty() {
            let shorter = seen.is_some_and(|seen| seen.through_seq > found.seq);
            found.broken_at = shorter.then_some(found.seq + 1);
            return Ok(found);
        }
        for event in events {
            let as_seen = seen
                .as_ref()
                .is_none_or(|seen| seen.through_seq != event.seq || seen.through_hash == event.hash);
            let fits = event.seq == found.seq + 1 && event.prev_hash == found.hash;
            if !fits || !as_seen || event.hash != hash(&event) {
                found.broken_at = Some(found.seq + 1);
                return Ok(found);
            }
            found.seq = event.seq;
            found.hash = event.hash;
        }
    }
}
