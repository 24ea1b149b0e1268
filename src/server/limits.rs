//! Rate limits in the process's memory: fixed windows of a minute per caller and purpose.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, Utc};

use crate::kit::error::{AppError, AppResult};

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
    windows: Mutex<HashMap<(Purpose, String), (i64, u32)>>,
}

impl Limits {
    pub fn new(enabled: bool) -> Self {
        Self { enabled, windows: Mutex::default() }
    }

    /// Counts a call by `caller`; too many are an error that says how long to wait.
    pub fn count(&self, purpose: Purpose, caller: &str, now: DateTime<Utc>) -> AppResult<Standing> {
        let limit = purpose.per_minute();
        let window = now.timestamp().div_euclid(WINDOW);
        let reset = WINDOW.unsigned_abs() - now.timestamp().rem_euclid(WINDOW).unsigned_abs();
        if !self.enabled {
            return Ok(Standing { limit, remaining: limit, reset });
        }
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        if windows.len() > 50_000 {
            windows.retain(|_, (seen, _)| *seen == window);
        }
        let entry = windows.entry((purpose, caller.to_owned())).or_insert((window, 0));
        if entry.0 != window {
            *entry = (window, 0);
        }
        if entry.1 >= limit {
            return Err(AppError::rate_limited(reset));
        }
        entry.1 += 1;
        Ok(Standing { limit, remaining: limit - entry.1, reset })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::DateTime;

    use super::*;

    #[test]
    fn the_sixth_sign_in_of_a_minute_waits_for_the_next() {
        let limits = Limits::new(true);
        let at = |second: i64| DateTime::from_timestamp(6_000 + second, 0).unwrap();
        let purpose = Purpose::Auth("login");
        for left in (0..5).rev() {
            assert_eq!(limits.count(purpose, "a", at(10)).unwrap().remaining, left);
        }
        assert_eq!(limits.count(purpose, "a", at(15)), Err(AppError::rate_limited(45)));
        assert!(limits.count(purpose, "b", at(15)).is_ok());
        assert!(limits.count(Purpose::Auth("register"), "a", at(15)).is_ok());
        assert!(limits.count(purpose, "a", at(60)).is_ok());
    }
}
