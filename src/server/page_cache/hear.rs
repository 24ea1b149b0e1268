//! Hears what changed in other processes of the shop. While it cannot, nothing is answered from memory; once it can
//! again, what was kept before is forgotten.

use std::time::Duration;

use futures::StreamExt;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use tokio::time::{Instant, MissedTickBehavior, interval, sleep, timeout_at};
use tokio_util::sync::CancellationToken;

use super::tell::{Told, publish};
use crate::db::dialect::Watch;
use crate::db::entities::page_change::{Column, Entity, Model};
use crate::kit::error::{AppError, AppResult};
use crate::ports::redis::Redis;
use crate::server::state::State;

/// Between two looks at the table, and after a fault.
const PAUSE: Duration = Duration::from_secs(1);
const AT_ONCE: u64 = 500;
/// So often a process tells itself over Redis that the line is whole,
const BEAT: Duration = Duration::from_secs(2);
/// and so long it believes that without hearing anything.
const PATIENCE: Duration = Duration::from_secs(5);
const BEAT_WORD: &str = "beat";

/// Until told to stop.
pub async fn hear(state: State, stop: CancellationToken) {
    if state.pages.kept.is_none() {
        return;
    }
    while !stop.is_cancelled() {
        let heard = match &state.redis {
            Some(redis) => stop.run_until_cancelled(over_redis(&state, redis)).await,
            None => Some(by_table(&state, &stop).await),
        };
        state.pages.cease_to_hear();
        if let Some(Err(error)) = heard {
            tracing::warn!(%error, "pages are not kept: changes in other processes cannot be heard of");
            stop.run_until_cancelled(sleep(PAUSE)).await;
        }
    }
}

async fn over_redis(state: &State, redis: &Redis) -> AppResult<()> {
    let away = |fault: &dyn std::fmt::Display| AppError::unavailable(fault.to_string());
    let mut words = redis.pages_told().await.map_err(|fault| away(&fault))?;
    state.pages.begin_to_hear();
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut heard = Instant::now();
    loop {
        tokio::select! {
            word = timeout_at(heard + PATIENCE, words.next()) => {
                let word = word.map_err(|fault| away(&fault))?.ok_or_else(|| away(&"the line broke"))?;
                heard = Instant::now();
                let word: String = word.get_payload().map_err(|fault| away(&fault))?;
                if word != BEAT_WORD {
                    take(state, &word);
                }
            }
            _ = beat.tick() => publish(redis, BEAT_WORD).await?,
        }
    }
}

async fn by_table(state: &State, stop: &CancellationToken) -> AppResult<()> {
    let newest = Entity::find().order_by_desc(Column::Id).one(&state.db).await?;
    let mut last = newest.map_or(0, |row| row.id);
    let mut watch = Watch::open(&state.db).await?;
    state.pages.begin_to_hear();
    let heard = loop {
        if stop.run_until_cancelled(sleep(PAUSE)).await.is_none() {
            break Ok(());
        }
        if let Err(error) = look(state, &mut last, watch.as_mut()).await {
            break Err(error);
        }
    };
    if let Some(watch) = watch {
        watch.close().await;
    }
    heard
}

async fn look(state: &State, last: &mut i64, watch: Option<&mut Watch>) -> AppResult<()> {
    let strangers_wrote = match watch {
        Some(watch) => watch.others_wrote().await?,
        None => false,
    };
    let newer = Entity::find().filter(Column::Id.gt(*last)).order_by_asc(Column::Id).limit(AT_ONCE);
    let rows = newer.all(&state.db).await?;
    if strangers_wrote && rows.is_empty() {
        state.pages.note(None);
    }
    for Model { id, told } in rows {
        // Too much was told while this process was away.
        if id != *last + 1 {
            state.pages.note(None);
        }
        *last = id;
        take(state, &told);
    }
    Ok(())
}

/// What cannot be read comes from another version, and may be anything.
fn take(state: &State, word: &str) {
    match serde_json::from_str::<Told>(word) {
        Ok(told) if told.from == state.pages.me => {}
        Ok(told) => state.pages.note(told.what.as_deref()),
        Err(_) => state.pages.note(None),
    }
}
