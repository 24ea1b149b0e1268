//! How much of a file's text everybody may read. Of what costs something the rest never leaves the server.

/// What is kept of a text at most: as much as is shown of a free one.
pub const MOST_LINES: usize = 400;
pub const MOST_BYTES: usize = 32 * 1024;

/// Of what costs something: a screenful, and never more than a third.
const PAID_LINES: usize = 28;
const PAID_BYTES: usize = 4 * 1024;
const PAID_SHARE: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening<'a> {
    /// Whole lines.
    pub text: &'a str,
    pub lines: usize,
    /// The lines that are not shown.
    pub hidden: usize,
}

/// The first lines of a text, as they are kept.
pub fn kept(text: &str) -> &str {
    first_lines(text, MOST_LINES, MOST_BYTES).0
}

/// What may be shown of `kept`, which is the beginning of a text of so many lines and bytes.
pub fn shown(kept: &str, lines: usize, bytes: usize, is_free: bool) -> Opening<'_> {
    let (text, shown) = if is_free {
        first_lines(kept, MOST_LINES, MOST_BYTES)
    } else {
        first_lines(kept, PAID_LINES.min(lines / PAID_SHARE), PAID_BYTES.min(bytes / PAID_SHARE))
    };
    Opening { text, lines: shown, hidden: lines.saturating_sub(shown) }
}

/// At most so many lines and bytes, and only whole lines; how many that are.
fn first_lines(text: &str, lines: usize, bytes: usize) -> (&str, usize) {
    let (mut end, mut count) = (0, 0);
    for line in text.split_inclusive('\n').take(lines) {
        if end + line.len() > bytes {
            break;
        }
        end += line.len();
        count += 1;
    }
    (&text[..end], count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_free_file_is_shown_whole_and_a_paid_one_by_a_third() {
        let text = "line\n".repeat(60);
        let free = shown(kept(&text), 60, text.len(), true);
        assert_eq!((free.text, free.lines, free.hidden), (text.as_str(), 60, 0));
        let paid = shown(kept(&text), 60, text.len(), false);
        assert_eq!((paid.lines, paid.hidden, paid.text.len()), (20, 40, 100));
        let long = "line\n".repeat(4_000);
        assert_eq!(shown(kept(&long), 4_000, long.len(), false).lines, 28);
        assert_eq!(shown(kept(&long), 4_000, long.len(), true).lines, MOST_LINES);
    }

    #[test]
    fn what_is_one_line_or_two_is_not_given_away() {
        for text in ["", "secret", "a secret\nof two", &"x".repeat(100_000)] {
            let lines = text.lines().count();
            assert_eq!(shown(kept(text), lines, text.len(), false).text, "", "{lines}");
        }
    }

    proptest! {
        #[test]
        fn never_more_than_a_third_of_what_costs_something(text in "(.{0,30}\n){0,90}.{0,30}", free in any::<bool>()) {
            let lines = text.lines().count();
            let opening = shown(kept(&text), lines, text.len(), free);
            prop_assert!(text.starts_with(opening.text));
            prop_assert!(opening.text.is_empty() || opening.text.ends_with('\n') || opening.text == text);
            prop_assert!(free || opening.text.len() * 3 <= text.len() && opening.lines * 3 <= lines);
            prop_assert_eq!(opening.lines + opening.hidden, lines);
        }
    }
}
