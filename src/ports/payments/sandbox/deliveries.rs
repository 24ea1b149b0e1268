//! Webhook delivery: at least once, over real HTTP, with a wait that doubles, kept across restarts.

use std::sync::{MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use axum::http::{Request, header::CONTENT_TYPE};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::Full;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::checkout::Record;
use super::event::Delivery;
use super::records::Records;
use super::{Sandbox, SandboxError, signature};
use crate::ports::disk;

pub const SIGNATURE_HEADER: &str = "prosets-sandbox-signature";

const TIMEOUT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(3600);
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// Stripe gives up after three days as well.
const GIVE_UP: TimeDelta = TimeDelta::days(3);

pub type Client = hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>;

/// Keeps no connection open: an idle one would hold up the shop's own shutdown.
pub fn client() -> Client {
    hyper_util::client::legacy::Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http()
}

impl Sandbox {
    /// Delivers until `stop`. What is cut off is delivered again after the next start.
    pub fn spawn_deliveries(&self, stop: CancellationToken) -> JoinHandle<()> {
        let sandbox = self.clone();
        tokio::spawn(
            async move { while stop.run_until_cancelled(sandbox.deliver_and_wait()).await.is_some() {} },
        )
    }

    async fn deliver_and_wait(&self) {
        if self.looked().elapsed().is_ok_and(|since| since >= LOOK_EVERY) {
            self.look_around().await;
        }
        self.deliver_due().await;
        let next = self.schedule().values().min().copied();
        let wait = next.map_or(LOOK_EVERY, |at| (at - (self.0.now)()).to_std().unwrap_or_default());
        let _ = tokio::time::timeout(wait.min(LOOK_EVERY), self.0.scheduled.notified()).await;
    }

    /// Takes up events that other processes (a worker that cancels) left in the folder.
    pub async fn look_around(&self) {
        let before = std::mem::replace(&mut *self.looked(), SystemTime::now());
        // File times are coarse.
        let (folder, since) = (self.0.records.folder().to_owned(), before - Duration::from_secs(5));
        match disk::run(move || Records::pending(&folder, since)).await {
            Ok(found) => self.schedule().extend(found),
            Err(error) => tracing::error!(%error, "the sandbox's folder cannot be read"),
        }
    }

    fn looked(&self) -> MutexGuard<'_, SystemTime> {
        self.0.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tries every event that is due once; says how many arrived.
    pub async fn deliver_due(&self) -> usize {
        let _alone = self.0.delivering.lock().await;
        let now = (self.0.now)();
        let due: Vec<String> =
            self.schedule().iter().filter(|(_, at)| **at <= now).map(|(id, _)| id.clone()).collect();
        let mut arrived = 0;
        for id in due {
            match self.deliver(&id, now).await {
                Ok(count) => arrived += count,
                Err(error) => {
                    tracing::error!(checkout = id, %error, "sandbox events are stuck");
                    self.schedule().insert(id, now + TimeDelta::minutes(1));
                }
            }
        }
        arrived
    }

    async fn deliver(&self, id: &str, now: DateTime<Utc>) -> Result<usize, SandboxError> {
        let Some(record) = self.0.records.load(id).await? else {
            self.schedule().remove(id);
            return Ok(0);
        };
        // Posted without the checkout's lock: the handler may well ask the sandbox about it.
        let (mut arrived, mut failed) = (Vec::new(), Vec::new());
        for delivery in record.pending.iter().filter(|delivery| delivery.next_at <= now) {
            match self.post(delivery).await {
                Ok(()) => arrived.push(delivery.event_id.clone()),
                Err(reason) => {
                    tracing::warn!(
                        event = delivery.event_id,
                        attempts = delivery.attempts + 1,
                        reason,
                        "webhook"
                    );
                    failed.push(delivery.event_id.clone());
                }
            }
        }
        let _lock = self.0.records.lock(id).await?;
        let mut record = self.0.records.load(id).await?.ok_or(SandboxError::NotFound)?;
        record.pending.retain(|delivery| !arrived.contains(&delivery.event_id));
        postpone(&mut record, &failed, self.0.retry_base, now);
        self.save(&record).await?;
        Ok(arrived.len())
    }

    async fn post(&self, delivery: &Delivery) -> Result<(), String> {
        let signature = signature::sign(&self.0.secret, delivery.body.as_bytes(), (self.0.now)());
        let request = Request::post(self.0.webhook_url.clone())
            .header(CONTENT_TYPE, "application/json")
            .header(SIGNATURE_HEADER, signature)
            .body(Full::from(delivery.body.clone()))
            .map_err(|error| error.to_string())?;
        match tokio::time::timeout(TIMEOUT, self.0.client.request(request)).await {
            Ok(Ok(response)) if response.status().is_success() => Ok(()),
            Ok(Ok(response)) => Err(format!("answered {}", response.status())),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("no answer in time".to_owned()),
        }
    }
}

fn postpone(record: &mut Record, failed: &[String], base: Duration, now: DateTime<Utc>) {
    for delivery in record.pending.iter_mut().filter(|delivery| failed.contains(&delivery.event_id)) {
        let wait = base.saturating_mul(1 << delivery.attempts.min(20)).min(LONGEST_WAIT);
        delivery.attempts += 1;
        delivery.next_at = now + wait;
    }
    record.pending.retain(|delivery| {
        let hopeful = now - delivery.created_at < GIVE_UP;
        if !hopeful {
            tracing::error!(event = delivery.event_id, "a webhook was given up after three days");
        }
        hopeful
    });
}
