//! Search by words: each, a word that begins with it or one a slip away must occur in a listing.

pub mod meant;
pub mod ranking;
pub mod tokens;
pub mod typo;

use self::tokens::tokens;
use crate::kit::error::{AppError, AppResult};

/// Characters a search may have.
pub const LONGEST: usize = 200;
const MOST_WORDS: usize = 12;

/// What the staff find a listing by, in lower case.
pub fn search_text(title: &str, summary: &str, tags: &[&str], seller: &str) -> String {
    format!("{title} {summary} {} {seller}", tags.join(" ")).to_lowercase()
}

/// The different words of a search.
pub fn words(text: &str) -> AppResult<Vec<String>> {
    let fault = |message: &str| Err(AppError::invalid("q", message));
    if text.chars().count() > LONGEST {
        return fault("Search for at most 200 characters.");
    }
    if text.contains('\0') {
        return fault("This search holds a character that cannot be searched for.");
    }
    let mut words: Vec<String> = Vec::new();
    for word in tokens(text) {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    if words.len() > MOST_WORDS {
        return fault("Search for at most 12 words.");
    }
    Ok(words)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_once() {
        assert_eq!(words("  Gear\tgear ÉCROU 🦀 ").unwrap(), ["gear", "ecrou", "🦀"]);
        assert!(words("").unwrap().is_empty() && words("\"(*)\" --").unwrap().is_empty());
    }

    #[test]
    fn endless_searches_are_refused_in_words() {
        assert!(words(&"a".repeat(201)).is_err());
        assert!(words(&"é".repeat(200)).is_ok());
        assert!(words("a b c d e f g h i j k l m").is_err());
        assert!(words("a\0b").is_err());
    }
}
