//! Rate limits: fixed windows of a minute per caller and purpose, counted in the process or, where several share one
//! limit, in Redis.

mod here;
mod shared;

use chrono::{DateTime, Utc};

use self::here::Here;
use self::shared::Shared;
use crate::kit::error::{AppError, AppResult};
use crate::ports::redis::Redis;

/// Seconds a window lasts.
const WINDOW: i64 = 60;

/// What a limit is for, with how many calls a minute it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Sign-in, sign-up and password mails, each counted apart by its name.
    Auth(&'static str),
    Api,
}

impl Purpose {
    pub fn per_minute(self) -> u32 {
        match self {
            Self::Auth(_) => 5,
            Self::Api => 100,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Auth(act) => act,
            Self::Api => "api",
        }
    }
}

/// What is left of a limit after a call was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub limit: u32,
    pub remaining: u32,
    /// Seconds until the window ends.
    pub reset: u64,
}

#[derive(Debug)]
pub struct Limits {
    enabled: bool,
    here: Here,
    shared: Option<Shared>,
}

impl Limits {
    pub fn new(enabled: bool, redis: Option<Redis>) -> Self {
        Self { enabled, here: Here::default(), shared: redis.map(Shared::new) }
    }

    pub fn enabled(&self) -> bool {
        self.enabled
    }

    /// Counts a call by `caller`; too many are an error that says how long to wait.
    pub async fn count(&self, purpose: Purpose, caller: &str, now: DateTime<Utc>) -> AppResult<Standing> {
        let limit = purpose.per_minute();
        let (_, reset) = window(now, WINDOW);
        if !self.enabled {
            return Ok(Standing { limit, remaining: limit, reset });
        }
        let counted = self.add(purpose.name(), caller, WINDOW, 1, now).await;
        match limit.checked_sub(counted) {
            Some(remaining) => Ok(Standing { limit, remaining, reset }),
            None => Err(AppError::rate_limited(reset)),
        }
    }

    /// Adds to what is counted of `what` in windows of so many seconds; how much that is now.
    pub async fn add(&self, what: &str, caller: &str, seconds: i64, by: u32, now: DateTime<Utc>) -> u32 {
        let (window, _) = window(now, seconds);
        let name = format!("{what}:{window}:{caller}");
        let counted = match &self.shared {
            Some(shared) => shared.add(&name, by, 2 * seconds).await,
            None => None,
        };
        counted.unwrap_or_else(|| self.here.add(name, by, now.timestamp(), seconds))
    }

    /// Whether this is the first time the name comes up in so many seconds.
    pub async fn first_time(&self, name: &str, seconds: i64, now: DateTime<Utc>) -> bool {
        let name = format!("once:{name}");
        let counted = match &self.shared {
            Some(shared) => shared.add(&name, 1, seconds).await,
            None => None,
        };
        counted.unwrap_or_else(|| self.here.add(name, 1, now.timestamp(), seconds)) == 1
    }
}

/// Which window of so many seconds it is, and for how many more.
pub fn window(now: DateTime<Utc>, seconds: i64) -> (i64, u64) {
    let now = now.timestamp();
    (now.div_euclid(seconds), (seconds - now.rem_euclid(seconds)).unsigned_abs())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_sixth_sign_in_of_a_minute_waits_for_the_next() {
        let limits = Limits::new(true, None);
        let at = |second: i64| DateTime::from_timestamp(6_000 + second, 0).unwrap();
        let purpose = Purpose::Auth("login");
        for left in (0..5).rev() {
            assert_eq!(limits.count(purpose, "a", at(10)).await.unwrap().remaining, left);
        }
        for _ in 0..2 {
            assert_eq!(limits.count(purpose, "a", at(15)).await, Err(AppError::rate_limited(45)));
        }
        assert!(limits.count(purpose, "b", at(15)).await.is_ok());
        assert!(limits.count(Purpose::Auth("register"), "a", at(15)).await.is_ok());
        assert!(limits.count(purpose, "a", at(60)).await.is_ok());
    }

    #[tokio::test]
    async fn switched_off_nothing_is_counted() {
        let limits = Limits::new(false, None);
        for _ in 0..20 {
            assert_eq!(limits.count(Purpose::Auth("login"), "a", Utc::now()).await.unwrap().remaining, 5);
        }
    }
}
