//! Words that are one slip away from each other: a letter more, less, other, or two that changed places.
//!
//! Two words within one edit share a form with at most one letter taken out of each ("symmetric deletion", as in
//! SymSpell), so that an exact look-up finds them all. Trigrams would not: words of four letters that differ in one
//! share one of them or none.

/// Shorter words have too many neighbours.
pub const SHORTEST: usize = 4;

/// The forms a word is looked up by: itself, and itself with each of its letters taken out.
pub fn variants(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let without = |gap: usize| letters.iter().enumerate().filter(move |(i, _)| *i != gap).map(|(_, c)| *c);
    let mut variants: Vec<String> = (0..letters.len()).map(|gap| without(gap).collect()).collect();
    variants.push(word.to_owned());
    variants.sort_unstable();
    variants.dedup();
    variants
}

pub fn may_be_mistyped(word: &str) -> bool {
    word.chars().count() >= SHORTEST && !word.chars().any(|c| c.is_ascii_digit())
}

/// Whether one slip at most makes `other` of `word` (optimal string alignment distance up to 1).
pub fn within_one_edit(word: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], []) => true,
        ([a1, a2, a @ ..], [b1, b2, b @ ..]) if a1 == b2 && a2 == b1 && a == b => true,
        (a, b) if a.len() == b.len() => a[1..] == b[1..],
        (a, b) if a.len() == b.len() + 1 => a[1..] == *b,
        (a, b) if a.len() + 1 == b.len() => *a == b[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_slip_is_one_edit() {
        for (word, typed) in [
            ("gear", "gear"),
            ("gear", "gera"),
            ("gear", "geer"),
            ("gear", "gar"),
            ("gear", "gearr"),
            ("bracket", "barcket"),
            ("écrou", "ecrou"),
        ] {
            assert!(within_one_edit(word, typed) && within_one_edit(typed, word), "{word} {typed}");
        }
        for (word, typed) in
            [("gear", "gaer1"), ("gear", "raeg"), ("lamp", "lmpa"), ("gear", "ge"), ("", "ab")]
        {
            assert!(!within_one_edit(word, typed), "{word} {typed}");
        }
    }

    #[test]
    fn numbers_and_short_words_are_meant_as_they_are() {
        assert!(may_be_mistyped("lamp") && may_be_mistyped("größe"));
        assert!(!may_be_mistyped("nut") && !may_be_mistyped("m3x20"));
    }

    proptest! {
        #[test]
        fn whoever_is_one_edit_away_shares_a_form(
            word in "[a-c]{3,7}", at in 0..7usize, letter in "[a-c]", slip in 0..4u8,
        ) {
            let mut typed: Vec<char> = word.chars().collect();
            let at = at % typed.len();
            let letter = letter.chars().next().unwrap_or('a');
            match slip {
                0 => typed[at] = letter,
                1 => typed.insert(at, letter),
                2 => { typed.remove(at); }
                _ => { let next = (at + 1) % typed.len(); if next > at { typed.swap(at, next); } }
            }
            let typed: String = typed.into_iter().collect();
            prop_assert!(within_one_edit(&word, &typed), "{} {}", word, typed);
            let forms = variants(&typed);
            prop_assert!(variants(&word).iter().any(|form| forms.contains(form)), "{} {}", word, typed);
        }

        #[test]
        fn nobody_further_away_is_taken(a in "[ab]{4,6}", b in "[ab]{4,6}") {
            prop_assert_eq!(within_one_edit(&a, &b), distance(&a, &b) <= 1);
        }
    }

    /// The textbook's table.
    fn distance(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i.min(j) == 0 {
                    i.max(j)
                } else {
                    let cost = usize::from(a[i - 1] != b[j - 1]);
                    let plain = (d[i - 1][j] + 1).min(d[i][j - 1] + 1).min(d[i - 1][j - 1] + cost);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        plain.min(d[i - 2][j - 2] + 1)
                    } else {
                        plain
                    }
                };
            }
        }
        d[a.len()][b.len()]
    }
}
