//! What staff must say and may not do.

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
    fn one_does_not_change_oneself() {
        assert!(somebody_else(1, 2).is_ok() && somebody_else(1, 1).is_err());
    }
}
