//! What staff must say and may not do.

pub mod categories;

use crate::kit::error::{AppError, AppResult};

/// Characters a reason may have; it stands in mails and in the log.
pub const LONGEST_REASON: u32 = 500;

/// The reason as it is kept.
pub fn reason(typed: &str) -> AppResult<String> {
    let reason = typed.trim();
    if reason.is_empty() {
        return Err(AppError::invalid("reason", "Say why, in a sentence. It is kept in the audit log."));
    }
    if reason.chars().count() > LONGEST_REASON as usize {
        return Err(AppError::invalid("reason", format!("Use at most {LONGEST_REASON} characters.")));
    }
    Ok(reason.to_owned())
}

/// Nobody locks themselves out or gives themselves rights.
pub fn somebody_else<Id: PartialEq>(actor: Id, person: Id) -> AppResult<()> {
    if actor == person {
        return Err(AppError::conflict("This is your own account. Ask another admin to change it."));
    }
    Ok(())
}

/// How many picks visitors see at once; the others wait behind them.
pub const SHOWN_PICKS: usize = 12;

/// A list longer than this is no choice any more.
pub const MOST_PICKS: usize = 48;

/// Characters of what is said of a pick: one sentence beside a picture.
pub const LONGEST_PRAISE: u32 = 140;

/// What visitors read of a pick: one line, or nothing.
pub fn praise(typed: &str) -> AppResult<String> {
    let praise = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if praise.chars().count() > LONGEST_PRAISE as usize {
        return Err(AppError::invalid("reason", format!("Use at most {LONGEST_PRAISE} characters.")));
    }
    Ok(praise)
}

/// Where a pick is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    First,
    /// One place towards the front, or towards the end.
    Earlier,
    Later,
}

impl Place {
    pub const ALL: [Self; 3] = [Self::First, Self::Earlier, Self::Later];

    pub fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Earlier => "earlier",
            Self::Later => "later",
        }
    }

    pub fn from_code(code: &str) -> AppResult<Self> {
        let known = Self::ALL.into_iter().find(|place| place.code() == code);
        known.ok_or_else(|| AppError::invalid("place", "Choose one of first, earlier, later."))
    }

    /// Which place the one that stands at `here` of `count` has then.
    pub fn from(self, here: usize, count: usize) -> usize {
        match self {
            Self::First => 0,
            Self::Earlier => here.saturating_sub(1),
            Self::Later => (here + 1).min(count.saturating_sub(1)),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_words_and_an_end() {
        assert_eq!(reason("  Copied from elsewhere.\n").unwrap(), "Copied from elsewhere.");
        assert!(reason(" \n\t").unwrap_err().fields().contains_key("reason"));
        assert!(reason(&"ü".repeat(500)).is_ok() && reason(&"ü".repeat(501)).is_err());
    }

    #[test]
    fn praise_is_one_short_line_or_none() {
        assert_eq!(praise("  Turns\n smoothly. ").unwrap(), "Turns smoothly.");
        assert_eq!(praise(" ").unwrap(), "");
        assert!(praise(&"ü".repeat(140)).is_ok() && praise(&"ü".repeat(141)).is_err());
    }

    #[test]
    fn a_place_stays_within_the_list() {
        for (place, here, then) in [
            (Place::First, 2, 0),
            (Place::Earlier, 2, 1),
            (Place::Earlier, 0, 0),
            (Place::Later, 1, 2),
            (Place::Later, 2, 2),
        ] {
            assert_eq!(place.from(here, 3), then, "{place:?} from {here}");
            assert_eq!(Place::from_code(place.code()).unwrap(), place);
        }
        assert_eq!(Place::Later.from(0, 0), 0);
        assert!(Place::from_code("up").is_err());
    }

    #[test]
    fn one_does_not_change_oneself() {
        assert!(somebody_else(1, 2).is_ok() && somebody_else(1, 1).is_err());
    }
}
