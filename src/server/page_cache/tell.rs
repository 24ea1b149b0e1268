//! Tells the other processes of a shop what changed here: over Redis where there is one, else by the table
//! `page_changes`.

use std::time::Duration;

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::What;
use crate::db::entities::page_change::{ActiveModel, Column, Entity};
use crate::db::{self, dialect};
use crate::kit::error::{AppError, AppResult};
use crate::ports::redis::Redis;
use crate::server::state::State;

const PAUSE: Duration = Duration::from_secs(1);
/// Told one by one; of more, everybody forgets everything.
const MOST: usize = 200;
/// Rows of the table that are left for who was away for a moment.
const ROWS: i64 = 1000;

/// The table's place in `counters`.
const COUNTER: &str = "page-changes";

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Told {
    pub from: Uuid,
    pub what: What,
}

/// Until told to stop; what is to be told by then is told.
pub async fn tell(state: State, mut queue: UnboundedReceiver<What>, stop: CancellationToken) {
    loop {
        let first = tokio::select! {
            biased;
            what = queue.recv() => what,
            () = stop.cancelled() => return,
        };
        let Some(mut what) = first else { return };
        loop {
            while let Ok(more) = queue.try_recv() {
                what = both(what, more);
            }
            let Err(error) = send(&state, &what).await else { break };
            tracing::warn!(%error, "the other processes could not be told what changed");
            if stop.run_until_cancelled(tokio::time::sleep(PAUSE)).await.is_none() {
                return;
            }
        }
    }
}

fn both(one: What, other: What) -> What {
    let mut one = one?;
    one.extend(other?);
    one.sort_unstable_by_key(|shown| format!("{shown:?}"));
    one.dedup();
    (one.len() <= MOST).then_some(one)
}

async fn send(state: &State, what: &What) -> AppResult<()> {
    let told = Told { from: state.pages.me, what: what.clone().filter(|what| what.len() <= MOST) };
    let told = serde_json::to_string(&told).map_err(|_| AppError::internal())?;
    match &state.redis {
        Some(redis) => publish(redis, &told).await,
        None => write(state, told).await,
    }
}

pub(super) async fn publish(redis: &Redis, told: &str) -> AppResult<()> {
    let sent: Result<i64, _> = redis.ask(redis::cmd("PUBLISH").arg(redis.pages_channel()).arg(told)).await;
    sent.map(drop).map_err(|fault| AppError::unavailable(fault.to_string()))
}

async fn write(state: &State, told: String) -> AppResult<()> {
    let tx = db::tx(&state.db).await?;
    // Numbered in the order of the commits: whoever read up to one has read all before it.
    let id = dialect::next_counter(&tx, COUNTER).await?;
    Entity::insert(ActiveModel { id: Set(id), told: Set(told) }).exec_without_returning(&tx).await?;
    if id % 100 == 0 {
        Entity::delete_many().filter(Column::Id.lte(id - ROWS)).exec(&tx).await?;
    }
    Ok(tx.commit().await?)
}
