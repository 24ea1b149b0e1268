//! The words of a listing: what is kept of what was typed, and how long it may be.

use crate::kit::error::{FieldErrors, require};

pub const TITLE_MAX: usize = 90;
pub const SUMMARY_MAX: usize = 200;
pub const DESCRIPTION_MAX: usize = 20_000;
pub const NOTES_MAX: usize = 5_000;
pub const ALT_MAX: usize = 200;
pub const EXCERPT_MAX: usize = 20_000;

/// One line: runs of white space are one space, control characters are gone.
pub fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Several lines: ends of lines are `\n`, and of the control characters only the tab is kept.
pub fn block(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    kept.trim_end().to_owned()
}

pub fn check_title(title: &str, errors: &mut FieldErrors) {
    require(errors, !title.is_empty(), "title", "Give it a title.");
    fits(title, TITLE_MAX, "title", errors);
}

/// Adds a fault to `field` when `text` has more than `max` characters.
pub fn fits(text: &str, max: usize, field: &str, errors: &mut FieldErrors) {
    let count = text.chars().count();
    let words = format!("This has {count} characters; at most {max} fit.");
    require(errors, count <= max, field, &words);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_are_one_line() {
        assert_eq!(line("  Gear\r\n of \t brass\u{7} "), "Gear of brass");
        assert_eq!(line("</textarea><script>"), "</textarea><script>");
    }

    #[test]
    fn blocks_keep_their_lines() {
        assert_eq!(block("a\r\n\r\n\tb\rc\u{0}\n\n"), "a\n\n\tb\nc");
    }

    #[test]
    fn length_is_counted_in_characters() {
        let mut errors = FieldErrors::new();
        check_title(&"ä".repeat(TITLE_MAX), &mut errors);
        assert!(errors.is_empty());
        check_title(&"ä".repeat(TITLE_MAX + 1), &mut errors);
        assert!(errors["title"][0].contains("91"));
    }

    proptest! {
        #[test]
        fn keeping_twice_changes_nothing(text in any::<String>()) {
            prop_assert_eq!(line(&line(&text)), line(&text));
            prop_assert_eq!(block(&block(&text)), block(&text));
        }
    }
}
