//! The time, told by the state so that tests can turn it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// The system's clock, and in tests how far it was turned.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    pub fn now(&self) -> DateTime<Utc> {
        let now = Utc::now() + TimeDelta::seconds(self.0.load(Ordering::Relaxed));
        // What PostgreSQL keeps, so that a time read back equals the one written.
        now.trunc_subsecs(6)
    }

    /// Moves the time forward for everyone who shares this clock.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_seconds(), Ordering::Relaxed);
    }
}
