//! Work outside the request: written in the transaction of its cause, done at least once, retried with growing pauses.

mod kinds;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::future;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use tokio_util::sync::CancellationToken;

pub use self::kinds::Job;
use crate::db::dialect;
use crate::db::entities::job;
use crate::kit::error::{AppError, AppResult};
use crate::kit::ids::new_id;
use crate::ports::mail::MailError;
use crate::server::state::State;
use crate::{accounts, admin, catalog, checkout, sell};

/// Seconds a worker may hold a job before another takes it over.
const LEASE: i64 = 120;
const ATTEMPTS: i32 = 12;
const BATCH: u64 = 8;
/// Between two looks at the table when nobody rang.
const PAUSE: Duration = Duration::from_secs(2);

/// Writes a job to be done at once. Call `state.new_job.notify_one()` after the commit to have it done sooner.
pub async fn enqueue(db: &impl ConnectionTrait, job: &Job, now: DateTime<Utc>) -> AppResult<()> {
    insert(db, job, now, None).await
}

/// The same, but only once for all who call it by this name.
pub async fn enqueue_once(
    db: &impl ConnectionTrait,
    job: &Job,
    name: &str,
    now: DateTime<Utc>,
) -> AppResult<()> {
    insert(db, job, now, Some(format!("{}-{name}", job.kind()))).await
}

async fn insert(
    db: &impl ConnectionTrait,
    job: &Job,
    run_at: DateTime<Utc>,
    dedupe: Option<String>,
) -> AppResult<()> {
    let payload = serde_json::to_value(job).map_err(|_| AppError::internal())?;
    let row = job::ActiveModel {
        id: Set(new_id()),
        kind: Set(job.kind().to_owned()),
        payload: Set(payload),
        run_at: Set(run_at),
        attempts: Set(0),
        max_attempts: Set(ATTEMPTS),
        dedupe_key: Set(dedupe),
        created_at: Set(run_at),
        ..Default::default()
    };
    let once = OnConflict::column(job::Column::DedupeKey).do_nothing().to_owned();
    job::Entity::insert(row).on_conflict(once).try_insert().exec_without_returning(db).await?;
    Ok(())
}

/// Works until told to stop; the jobs under way are finished first.
pub async fn work(state: State, stop: CancellationToken) {
    let worker = format!("{}-{}", std::process::id(), new_id().simple());
    while !stop.is_cancelled() {
        if let Err(error) = schedule(&state).await {
            tracing::warn!(%error, "jobs: the regular ones could not be written");
        }
        let done = match run_due(&state, &worker).await {
            Ok(done) => done,
            Err(error) => {
                tracing::warn!(%error, "jobs: the table could not be read");
                0
            }
        };
        if done == 0 {
            tokio::select! {
                () = stop.cancelled() => {}
                () = state.new_job.notified() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }
}

/// Does what is due now, once; how many jobs that was.
pub async fn run_due(state: &State, worker: &str) -> AppResult<usize> {
    let jobs = dialect::claim_jobs(&state.db, worker, state.clock.now(), BATCH, LEASE).await?;
    let count = jobs.len();
    // All at once: a mail server that takes its time holds up neither the other mails nor what is no mail.
    let (mails, others): (Vec<_>, Vec<_>) = jobs.into_iter().partition(|row| row.kind == "send_mail");
    // Models and archives take seconds each, and a core.
    let is_file = |row: &job::Model| ["measure_model", "peek"].contains(&row.kind.as_str());
    let (models, others): (Vec<_>, Vec<_>) = others.into_iter().partition(is_file);
    let mails = future::join_all(mails.into_iter().map(|row| attempt(state, row)));
    let (mails, models, others) = tokio::join!(mails, one_by_one(state, models), one_by_one(state, others));
    mails.into_iter().chain([models, others]).collect::<AppResult<()>>().map(|()| count)
}

async fn one_by_one(state: &State, jobs: Vec<job::Model>) -> AppResult<()> {
    for row in jobs {
        attempt(state, row).await?;
    }
    Ok(())
}

async fn attempt(state: &State, row: job::Model) -> AppResult<()> {
    if row.attempts > row.max_attempts {
        let lost = AppError::unavailable("the worker was lost during the last attempt");
        return settle(state, row, Err(lost.into())).await;
    }
    let outcome = match serde_json::from_value::<Job>(row.payload.clone()) {
        Ok(job) => run(state, job).await,
        Err(error) => {
            tracing::error!(%error, id = %row.id, "job: unreadable payload");
            Err(AppError::internal().into())
        }
    };
    settle(state, row, outcome).await
}

/// Once a minute, whoever comes first.
async fn schedule(state: &State) -> AppResult<()> {
    let now = state.clock.now();
    let minute = now.timestamp().div_euclid(60);
    static LAST: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
    if LAST.swap(minute, std::sync::atomic::Ordering::Relaxed) == minute {
        return Ok(());
    }
    for job in [Job::ExpireOrders, Job::SweepUploads] {
        enqueue_once(&state.db, &job, &minute.to_string(), now).await?;
    }
    let hour = minute.div_euclid(60);
    for job in [Job::SweepAccounts, Job::IndexListings, Job::TellSearches { after: None }] {
        enqueue_once(&state.db, &job, &hour.to_string(), now).await?;
    }
    let day = hour.div_euclid(24);
    enqueue_once(&state.db, &Job::CheckAuditLog, &day.to_string(), now).await?;
    // Once a week, when the job done the week before is forgotten.
    for job in [Job::MeasureOlder { after: None }, Job::PeekOlder { after: None }] {
        enqueue_once(&state.db, &job, "all", now).await?;
    }
    let old = now - TimeDelta::days(7);
    job::Entity::delete_many().filter(job::Column::DoneAt.lt(old)).exec(&state.db).await?;
    Ok(())
}

/// Why a job was not done.
struct Failed {
    words: String,
    /// Whether another attempt may do better.
    again: bool,
}

impl From<AppError> for Failed {
    fn from(error: AppError) -> Self {
        Self { words: error.to_string(), again: true }
    }
}

impl From<MailError> for Failed {
    fn from(error: MailError) -> Self {
        Self { words: error.to_string(), again: error.may_pass() }
    }
}

async fn run(state: &State, job: Job) -> Result<(), Failed> {
    let done = match job {
        Job::SendMail { message } => return Ok(state.mail.send(message).await?),
        Job::ProcessProviderEvent { event_id } => checkout::process_provider_event(state, event_id).await,
        Job::SendResetLink { email_key } => accounts::send_reset_link(state, &email_key).await,
        Job::TellLocked { email_key } => accounts::tell_locked(state, &email_key).await,
        Job::ExportData { export_id } => accounts::export_data(state, export_id).await,
        Job::TellPriceDrop { asset_id } => catalog::tell_price_drop(state, asset_id).await,
        Job::TellFollowers { asset_id, after } => catalog::tell_followers(state, asset_id, after).await,
        Job::TellSearches { after } => catalog::tell_searches(state, after).await,
        Job::MeasureModel { file_id } => sell::measure_model(state, file_id).await,
        Job::MeasureOlder { after } => sell::measure_older(state, after).await,
        Job::Peek { file_id } => sell::peek(state, file_id).await,
        Job::PeekOlder { after } => sell::peek_older(state, after).await,
        Job::DeleteObjects { keys } => {
            for key in &keys {
                state.storage.delete(key).await.map_err(AppError::from)?;
            }
            Ok(())
        }
        Job::ExpireOrders => checkout::expire_orders(state).await,
        Job::IndexListings => catalog::index_missing(state).await,
        Job::RenewCategory { category_id, after } => catalog::renew_category(state, category_id, after).await,
        Job::SweepUploads => sell::sweep_uploads(state).await,
        Job::SweepAccounts => accounts::sweep(state).await,
        Job::CheckAuditLog => admin::check_audit_log(state).await,
    };
    Ok(done?)
}

async fn settle(state: &State, row: job::Model, outcome: Result<(), Failed>) -> AppResult<()> {
    let now = state.clock.now();
    let mut change = job::ActiveModel { locked_until: Set(None), locked_by: Set(None), ..Default::default() };
    match outcome {
        Ok(()) => {
            change.done_at = Set(Some(now));
            // Mails carry links that work, and tell who asked for them; once sent, they lie with their reader only.
            if matches!(row.kind.as_str(), "send_mail" | "send_reset_link" | "tell_locked") {
                change.payload = Set(serde_json::json!({ "kind": row.kind }));
            }
        }
        Err(Failed { words, again }) => {
            tracing::warn!(error = words, kind = row.kind, attempts = row.attempts, again, "job failed");
            change.last_error = Set(Some(words));
            if !again || row.attempts >= row.max_attempts {
                change.failed_at = Set(Some(now));
            } else {
                change.run_at = Set(now + pause_after(row.attempts));
            }
        }
    }
    let mine = job::Column::LockedBy.eq(row.locked_by);
    job::Entity::update_many()
        .set(change)
        .filter(job::Column::Id.eq(row.id))
        .filter(mine)
        .exec(&state.db)
        .await?;
    Ok(())
}

/// 1 s, 2 s, 4 s … up to an hour.
fn pause_after(attempts: i32) -> TimeDelta {
    TimeDelta::seconds(1i64.checked_shl(attempts.clamp(1, 12).unsigned_abs() - 1).unwrap_or(3600).min(3600))
}
