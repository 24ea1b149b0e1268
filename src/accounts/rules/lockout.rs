//! When an account refuses every password for a while.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// So many failed sign-ins within the window lock an account, whether it exists or not.
pub const MOST_FAILURES: u64 = 10;
const WINDOW: TimeDelta = TimeDelta::minutes(15);

/// Failures since then count.
pub fn since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - WINDOW
}

pub fn is_locked(failures: u64) -> bool {
    failures >= MOST_FAILURES
}

/// Under what failures are counted: tells nothing about the address typed, which may be a mistyped password.
pub fn account_key(typed: &str) -> String {
    hex::encode(Sha256::digest(typed.trim().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_failure_locks() {
        assert!(!is_locked(9) && is_locked(10) && is_locked(11));
    }

    #[test]
    fn an_account_is_one_however_it_is_written() {
        assert_eq!(account_key(" Ada@Example.com "), account_key("ada@example.com"));
        assert_ne!(account_key("ada@example.com"), account_key("bob@example.com"));
        assert_eq!(account_key("").len(), 64);
    }
}
