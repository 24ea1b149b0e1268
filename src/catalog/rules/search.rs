//! Search by words: each must occur somewhere in a listing's search text.

use crate::kit::error::{AppError, AppResult};

/// Characters a search may have.
pub const LONGEST: usize = 200;
const MOST_WORDS: usize = 12;

/// What a listing is found by, in lower case.
pub fn search_text(title: &str, summary: &str, tags: &[&str], seller: &str) -> String {
    format!("{title} {summary} {} {seller}", tags.join(" ")).to_lowercase()
}

/// The different words of a search, in lower case.
pub fn words(text: &str) -> AppResult<Vec<String>> {
    let fault = |message: &str| Err(AppError::invalid("q", message));
    if text.chars().count() > LONGEST {
        return fault("Search for at most 200 characters.");
    }
    if text.contains('\0') {
        return fault("This search holds a character that cannot be searched for.");
    }
    let mut words: Vec<String> = Vec::new();
    for word in text.to_lowercase().split_whitespace() {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if words.len() > MOST_WORDS {
        return fault("Search for at most 12 words.");
    }
    Ok(words)
}

/// The character before a wildcard that is meant as itself.
pub const ESCAPE: char = '\\';

/// The `LIKE` pattern for texts that hold `word`.
pub fn pattern(word: &str) -> String {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_once_and_lower_case() {
        assert_eq!(words("  Gear\tgear ÉCROU 🦀 ").unwrap(), ["gear", "écrou", "🦀"]);
        assert!(words("").unwrap().is_empty());
    }

    #[test]
    fn wildcards_mean_themselves() {
        assert_eq!(pattern(r"50%_a\"), r"%50\%\_a\\%");
    }

    #[test]
    fn endless_searches_are_refused_in_words() {
        assert!(words(&"a".repeat(201)).is_err());
        assert!(words(&"é".repeat(200)).is_ok());
        assert!(words("a b c d e f g h i j k l m").is_err());
        assert!(words("a\0b").is_err());
    }
}
