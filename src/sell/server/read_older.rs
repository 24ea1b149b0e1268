//! Files that came before there was anything to read of them, and those whose turn was lost: each is queued for it.

use chrono::TimeDelta;
use uuid::Uuid;

use super::peek::can_be_peeked_into;
use super::store::older::{self, FileFacts};
use crate::db;
use crate::kit::error::AppResult;
use crate::mesh::read::Format;
use crate::server::jobs::{self, Job};
use crate::server::state::State;

/// Files looked at in one go.
const BATCH: u64 = 2000;
/// A file that has just come is queued already.
const YOUNG: TimeDelta = TimeDelta::hours(1);
/// Between two of them, so that mails and orders never wait behind a heap of files.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// 3D models nobody measured: goes through all files, so many at a time, from the one after `after`.
pub async fn measure_older(state: &State, after: Option<Uuid>) -> AppResult<()> {
    let files = older::with_meshes(&state.db, after, state.clock.now() - YOUNG, BATCH).await?;
    let turn = |file: &FileFacts| {
        Format::of_name(&file.name).is_some().then_some(Job::MeasureModel { file_id: file.id })
    };
    queue(state, &files, turn, |last| Job::MeasureOlder { after: Some(last) }).await
}

/// The same for what nobody looked into.
pub async fn peek_older(state: &State, after: Option<Uuid>) -> AppResult<()> {
    let files = older::with_peeks(&state.db, after, state.clock.now() - YOUNG, BATCH).await?;
    let turn = |file: &FileFacts| can_be_peeked_into(&file.name).then_some(Job::Peek { file_id: file.id });
    queue(state, &files, turn, |last| Job::PeekOlder { after: Some(last) }).await
}

/// Those of the files that were not read have their turn one after the other, and then the rest of the shop's.
async fn queue(
    state: &State,
    files: &[FileFacts],
    turn: impl Fn(&FileFacts) -> Option<Job>,
    rest: impl Fn(Uuid) -> Job,
) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    let mut at = state.clock.now();
    for file in files.iter().filter(|file| file.read.is_none()) {
        if let Some(job) = turn(file) {
            jobs::enqueue_once(&tx, &job, &file.id.to_string(), at).await?;
            at += PAUSE;
        }
    }
    if let Some(last) = files.last().filter(|_| files.len() as u64 == BATCH) {
        jobs::enqueue_once(&tx, &rest(last.id), &last.id.to_string(), at).await?;
    }
    tx.commit().await?;
    Ok(())
}
