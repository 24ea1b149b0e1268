//! Words that nobody reads, as often used as words are: few very often, most seldom.

use crate::seed::unique;

/// Different words there are.
pub const WORDS: u64 = 20_000;

const SYLLABLES: [&str; 28] = [
    "ba", "cor", "del", "fin", "ga", "hol", "jun", "kel", "lam", "mor", "net", "ol", "pan", "qui", "ras",
    "sel", "tor", "un", "vel", "wil", "xa", "yor", "zen", "bri", "cla", "dro", "sta", "ple",
];

/// Word `n` of the vocabulary, from the most used: two to four syllables.
pub fn word(n: u64) -> String {
    let base = SYLLABLES.len() as u64;
    // A step that shares no divisor with the size, so that neighbours look different.
    let mut rest = (n * 7919 + 31) % (base * base * base) + base;
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[usize::try_from(rest % base).unwrap_or(0)]);
        rest /= base;
    }
    word
}

/// A rank drawn by `name`, by Zipf's law: the n-th word as often as 1/n.
pub fn rank(name: &str) -> u64 {
    const STEPS: u64 = 1 << 30;
    let drawn = unique::number(name, STEPS) as f64 / STEPS as f64;
    ((WORDS as f64).powf(drawn) as u64 - 1).min(WORDS - 1)
}

/// `count` words drawn by `name`.
pub fn text(name: &str, count: usize) -> String {
    (0..count).map(|n| word(rank(&format!("{name}-{n}")))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_is_another() {
        assert_eq!((0..WORDS).map(word).collect::<HashSet<_>>().len(), WORDS as usize);
    }

    #[test]
    fn few_words_are_used_often() {
        let drawn: Vec<u64> = (0..2000).map(|n| rank(&n.to_string())).collect();
        let often = drawn.iter().filter(|rank| **rank < 100).count();
        assert!((600..1400).contains(&often), "{often}");
        assert!(drawn.iter().any(|rank| *rank > 10_000));
    }
}
