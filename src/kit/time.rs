//! Times as people read them. Storage is UTC; `<time datetime>` carries the exact moment.

use chrono::{DateTime, Utc};

/// "21 Nov 2026"
pub fn day(at: DateTime<Utc>) -> String {
    at.format("%-d %b %Y").to_string()
}

/// "21 Nov 2026, 09:30 UTC"
pub fn minute(at: DateTime<Utc>) -> String {
    at.format("%-d %b %Y, %H:%M UTC").to_string()
}
