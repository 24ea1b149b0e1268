//! Times as people read them, each the way they chose. Storage is UTC; `<time datetime>` carries the exact moment.

use chrono::{DateTime, Utc};

use crate::kit::locale::Locale;

/// "21 Nov 2026"
pub fn day(at: DateTime<Utc>) -> String {
    Locale::here().day(at)
}

/// "21 Nov 2026, 09:30 UTC"
pub fn minute(at: DateTime<Utc>) -> String {
    Locale::here().minute(at)
}
