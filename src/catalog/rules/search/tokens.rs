//! Text as the words it is found by: lower case, without marks, the same for listings and for those who search.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word that count; what follows them does not.
const LONGEST: usize = 40;

/// The words of a text in their order, one as often as it occurs. A sign of a script without blanks, and a pictograph,
/// is a word of its own.
pub fn tokens(text: &str) -> Vec<String> {
    let mut found = Found::default();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            // "maker's" is one word, as is "don’t".
            '\'' | '’' => {}
            c if is_combining_mark(c) => {}
            c if stands_alone(c) => {
                found.end();
                found.words.push(c.into());
            }
            c if c.is_alphanumeric() => found.push(c),
            _ => found.end(),
        }
    }
    found.end();
    found.words
}

#[derive(Default)]
struct Found {
    words: Vec<String>,
    word: String,
    length: usize,
}

impl Found {
    fn push(&mut self, c: char) {
        if self.length < LONGEST {
            self.word.push(c);
            self.length += 1;
        }
    }

    fn end(&mut self) {
        if self.length > 0 {
            self.words.push(std::mem::take(&mut self.word));
            self.length = 0;
        }
    }
}

fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x2600..=0x27bf                     // signs and dingbats
        | 0x3041..=0x30ff                   // kana
        | 0x3400..=0x4dbf | 0x4e00..=0x9fff // Chinese characters
        | 0xf900..=0xfaff
        | 0x1f000..=0x1faff                 // pictographs
        | 0x20000..=0x3134f)
}

/// Whether other forms of a word are looked for: numbers are meant as they are.
pub fn has_letters(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_lower_case_and_without_marks() {
        assert_eq!(tokens("  Brass GEAR, 50% off!  "), ["brass", "gear", "50", "off"]);
        assert_eq!(tokens("Écrou Ångström naïve"), ["ecrou", "angstrom", "naive"]);
        assert_eq!(tokens("maker's don’t M3×20 ﬁne"), ["makers", "dont", "m3", "20", "fine"]);
        assert_eq!(tokens("snake_case async-retry"), ["snake", "case", "async", "retry"]);
    }

    #[test]
    fn scripts_without_blanks_are_found_sign_by_sign() {
        assert_eq!(tokens("歯車モデル"), ["歯", "車", "モ", "テ", "ル"]);
        assert_eq!(tokens("ÉCROU 🦀"), ["ecrou", "🦀"]);
        assert_eq!(tokens("مرحبا بالعالم").len(), 2);
    }

    #[test]
    fn signs_alone_are_no_words() {
        assert!(tokens("\"'() AND-* %_\\ ~").iter().eq(["and"]));
        assert!(tokens("%%% --- \u{200f}").is_empty());
    }

    proptest! {
        #[test]
        fn whatever_is_written_becomes_short_clean_words(text in ".{0,80}") {
            for word in tokens(&text) {
                prop_assert!(!word.is_empty() && word.chars().count() <= LONGEST);
                prop_assert!(!word.chars().any(|c| c.is_whitespace() || c.is_ascii_punctuation() || c == '\0'));
            }
        }

        #[test]
        fn words_of_words_are_the_same_words(text in "[a-zA-Zàéîõü0-9 ]{0,40}") {
            let once = tokens(&text);
            prop_assert_eq!(tokens(&once.join(" ")), once);
        }
    }
}
