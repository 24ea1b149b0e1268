//! Models that came before models were measured, and those whose turn was lost: each is queued for it.

use chrono::TimeDelta;
use uuid::Uuid;

use super::store::meshes;
use crate::db;
use crate::kit::error::AppResult;
use crate::mesh::read::Format;
use crate::server::jobs::{self, Job};
use crate::server::state::State;

/// Files looked at in one go.
const BATCH: u64 = 2000;
/// A file that has just come is queued already.
const YOUNG: TimeDelta = TimeDelta::hours(1);
/// Between two of them, so that mails and orders never wait behind a heap of models.
const PAUSE: TimeDelta = TimeDelta::seconds(10);

/// Goes through all files, so many at a time, from the one after `after`.
pub async fn measure_older(state: &State, after: Option<Uuid>) -> AppResult<()> {
    let now = state.clock.now();
    let files = meshes::with_facts(&state.db, after, now - YOUNG, BATCH).await?;
    let tx = db::tx(&state.db).await?;
    let mut at = now;
    for file in files.iter().filter(|file| file.measured.is_none() && Format::of_name(&file.name).is_some()) {
        jobs::enqueue_once(&tx, &Job::MeasureModel { file_id: file.id }, &file.id.to_string(), at).await?;
        at += PAUSE;
    }
    if let Some(last) = files.last().filter(|_| files.len() as u64 == BATCH) {
        let rest = Job::MeasureOlder { after: Some(last.id) };
        jobs::enqueue_once(&tx, &rest, &last.id.to_string(), at).await?;
    }
    tx.commit().await?;
    Ok(())
}
