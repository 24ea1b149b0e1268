//! What several processes count together, in Redis. While that is away each counts by itself: never a failure, and
//! never no limit.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::ports::redis::{Redis, RedisFault};

/// A count that takes longer is done in the process.
const PATIENCE: Duration = Duration::from_millis(300);
/// So long Redis is left alone after it failed.
const REST: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub struct Shared {
    redis: Redis,
    away_since: Mutex<Option<Instant>>,
}

impl Shared {
    pub fn new(redis: Redis) -> Self {
        Self { redis, away_since: Mutex::default() }
    }

    /// How much it is afterwards, kept for so many seconds from now; nothing while Redis is away.
    pub async fn add(&self, name: &str, by: u32, seconds: i64) -> Option<u32> {
        if self.away().is_some_and(|since| since.elapsed() < REST) {
            return None;
        }
        let key = format!("prosets:count:{name}");
        let mut both = redis::pipe();
        both.atomic().incr(&key, by).expire(&key, seconds).ignore();
        let asked = self.redis.ask_all(&both);
        match tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(RedisFault::Silent)) {
            Ok((counted,)) => {
                if self.set_away(None).is_some() {
                    tracing::info!("limits are counted in Redis again");
                }
                Some(counted)
            }
            Err(fault) => {
                if self.set_away(Some(Instant::now())).is_none() {
                    tracing::warn!(%fault, "limits are counted in this process alone: Redis does not answer");
                }
                None
            }
        }
    }

    fn away(&self) -> Option<Instant> {
        *self.away_since.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it was before.
    fn set_away(&self, since: Option<Instant>) -> Option<Instant> {
        std::mem::replace(&mut *self.away_since.lock().unwrap_or_else(PoisonError::into_inner), since)
    }
}
