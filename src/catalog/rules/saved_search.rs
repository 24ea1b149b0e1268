//! Searches people keep.

use chrono::{DateTime, TimeDelta, Utc};

use crate::kit::error::{AppError, AppResult};

/// Nobody reads mails about more.
pub const MOST: u64 = 50;

/// Characters of a name.
pub const LONGEST_NAME: u32 = 60;

/// Between two mails about one search.
pub const BETWEEN_MAILS: TimeDelta = TimeDelta::days(1);

/// What was published later is left for the next time: its transaction may still be under way.
pub const SETTLES: TimeDelta = TimeDelta::minutes(2);

/// The name as it is kept: one line.
pub fn name(typed: &str) -> AppResult<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(AppError::invalid("name", "Give it a name that you recognise in a mail."));
    }
    if name.chars().count() > LONGEST_NAME as usize {
        return Err(AppError::invalid("name", format!("Use at most {LONGEST_NAME} characters.")));
    }
    Ok(name)
}

/// Whether its owner may be written to again.
pub fn may_tell(told_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    told_at.is_none_or(|told_at| told_at + BETWEEN_MAILS <= now)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_with_an_end() {
        assert_eq!(name("  Small\n gears ").unwrap(), "Small gears");
        assert!(name(" \t").unwrap_err().fields().contains_key("name"));
        assert!(name(&"ü".repeat(60)).is_ok() && name(&"ü".repeat(61)).is_err());
    }

    #[test]
    fn one_mail_a_day() {
        let now: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().unwrap();
        assert!(may_tell(None, now) && may_tell(Some(now - TimeDelta::days(1)), now));
        assert!(!may_tell(Some(now - TimeDelta::hours(23)), now));
    }
}
