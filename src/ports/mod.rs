//! Outside systems: one trait each, adapters beside it. Adapters take plain structs and read no environment.

use std::sync::Arc;

use chrono::{DateTime, Utc};

pub mod disk;
pub mod identity;
pub mod mail;
pub mod payments;
pub mod redis;
pub mod storage;

/// Tells the time; the state hands in its clock, so that tests can turn it.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;
