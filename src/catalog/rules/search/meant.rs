//! What a typed word may mean: itself, words of the shop that begin with it or, where there is none, words one slip away.

use super::typo;

/// A word of a search with all it may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    pub typed: String,
    /// Longer words that begin with it, the most used first.
    pub completions: Vec<String>,
    /// Words it may be a slip of, the most used first; only where the shop knows neither it nor a completion.
    pub corrections: Vec<String>,
    /// How many listings hold one of these, roughly; None where nobody counted.
    pub held: Option<i64>,
}

/// So many forms of one word are looked for.
pub const MOST_FORMS: usize = 16;
/// With fewer letters a word begins too many others.
const SHORTEST_BEGINNING: usize = 2;

impl Meant {
    /// From the shop's words that begin with the typed one or share a form with it, the most used first.
    pub fn among(typed: &str, known: &[String]) -> Self {
        let begins = typed.chars().count() >= SHORTEST_BEGINNING;
        let completions: Vec<String> = known
            .iter()
            .filter(|term| begins && term.starts_with(typed) && *term != typed)
            .take(MOST_FORMS)
            .cloned()
            .collect();
        let is_known = !completions.is_empty() || known.iter().any(|term| term == typed);
        let corrections = known
            .iter()
            .filter(|term| !is_known && typo::may_be_mistyped(typed) && typo::within_one_edit(term, typed))
            .take(MOST_FORMS)
            .cloned()
            .collect();
        Self { typed: typed.to_owned(), completions, corrections, held: None }
    }

    /// All the words any of which will do.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.typed.as_str())
            .chain(self.completions.iter().map(String::as_str))
            .chain(self.corrections.iter().map(String::as_str))
    }
}

/// The search as it was read, where something in it was taken for a slip.
pub fn corrected(words: &[Meant]) -> Option<String> {
    words.iter().any(|word| !word.corrections.is_empty()).then(|| {
        let best = |word: &Meant| word.corrections.first().unwrap_or(&word.typed).clone();
        words.iter().map(best).collect::<Vec<_>>().join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str, known: &[&str]) -> Meant {
        Meant::among(typed, &known.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_known_word_is_not_corrected() {
        let gear = meant("gear", &["gear", "gears", "dear"]);
        assert_eq!(gear.forms().collect::<Vec<_>>(), ["gear", "gears"]);
        assert_eq!(corrected(&[gear]), None);
    }

    #[test]
    fn the_beginning_of_a_word_is_enough() {
        assert_eq!(meant("plan", &["planter", "planetary"]).completions, ["planter", "planetary"]);
        assert!(meant("p", &["planter"]).completions.is_empty());
    }

    #[test]
    fn a_slip_is_read_as_the_words_it_may_be() {
        let slip = meant("gaer", &["gear", "grader"]);
        assert_eq!(slip.forms().collect::<Vec<_>>(), ["gaer", "gear"]);
        assert_eq!(corrected(&[meant("brass", &["brass"]), slip]), Some("brass gear".into()));
        assert!(meant("nit", &["nut"]).corrections.is_empty(), "too short");
        assert!(meant("m3x20", &["m3x25"]).corrections.is_empty(), "a number");
    }
}
