//! Which of the listings that hold all words comes first.

use super::meant::Meant;

/// What a listing is ranked by.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// Words with single blanks between them.
    pub title: &'a str,
    /// All its marks, of which the tags count.
    pub marks: &'a str,
    pub seller: &'a str,
    pub sales: i64,
    pub rating_hundredths: i64,
    pub rating_count: i64,
}

/// More is better. A word of the title counts more than a tag, a tag more than the seller's name, that more than the
/// description; the word itself more than its completions, those more than corrections. Sales and stars decide between
/// listings that fit alike, and never lift one over a better fit.
pub fn score(words: &[Meant], listing: Standing<'_>) -> i64 {
    let fit: i64 = words.iter().map(|word| fit(word, listing)).sum();
    // A title of just these words is what was asked for.
    let whole = words.len() == listing.title.split([' ']).count()
        && words.iter().all(|word| listing.title.split([' ']).any(|own| own == word.typed));
    (fit + i64::from(whole) * 40) * 100 + esteem(listing)
}

/// The best place any form of the word stands in.
fn fit(word: &Meant, listing: Standing<'_>) -> i64 {
    let is = |forms: &[String], own: &str| forms.iter().any(|form| form == own);
    let weight = |own: &str| match own {
        own if own == word.typed => HEAVIEST,
        own if own.starts_with(&word.typed) && is(&word.completions, own) => 3,
        own if is(&word.corrections, own) => 2,
        _ => 0,
    };
    // (A sign at a time: blanks stand too close for a search to be worth its start.)
    let heaviest = |words: &str, between: char| words.split([between]).map(weight).max().unwrap_or(0);
    let title = heaviest(listing.title, ' ') * TITLE;
    if title >= HEAVIEST * TAG {
        return title;
    }
    let tags = listing.marks.split([' ']).filter_map(|mark| mark.strip_prefix("t_"));
    let tag = tags.map(|tag| heaviest(tag, '-')).max().unwrap_or(0) * TAG;
    title.max(tag).max(heaviest(listing.seller, ' ') * SELLER).max(1)
}

const HEAVIEST: i64 = 4;
const TITLE: i64 = 8;
const TAG: i64 = 5;
const SELLER: i64 = 3;

/// 0 to 99: half by sales, half by stars that several people gave.
fn esteem(listing: Standing<'_>) -> i64 {
    let sales = i64::from(listing.sales.max(0).unsigned_abs().checked_ilog2().map_or(0, |log| log + 1));
    // A few votes are drawn towards the middle: five more of three stars each.
    let stars = (listing.rating_hundredths * listing.rating_count + 300 * 5) / (listing.rating_count + 5);
    (sales * 4).min(49) + (stars / 10).clamp(0, 50)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(typed: &str, completions: &[&str], corrections: &[&str]) -> Meant {
        let all = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Meant {
            typed: typed.into(),
            completions: all(completions),
            corrections: all(corrections),
            held: None,
        }
    }

    fn listing<'a>(title: &'a str, marks: &'a str, seller: &'a str) -> Standing<'a> {
        Standing { title, marks, seller, sales: 0, rating_hundredths: 0, rating_count: 0 }
    }

    #[test]
    fn where_a_word_stands_decides() {
        let gear = [word("gear", &["gears", "gearbox"], &[])];
        let order = [
            listing("gear", "", ""),
            listing("brass gear", "", ""),
            listing("brass gears", "", ""),
            listing("clock", "k_model t_gear-train", ""),
            listing("clock", "t_gearbox", ""),
            listing("clock", "", "the gear shop"),
            listing("clock", "c_gear t_metal", "ada"),
        ];
        let scores: Vec<_> = order.iter().map(|standing| score(&gear, *standing)).collect();
        assert!(scores.is_sorted_by(|a, b| a > b), "{scores:?}");
    }

    #[test]
    fn the_word_itself_comes_before_what_it_may_be_a_slip_of() {
        let slip = [word("gaer", &[], &["gear"])];
        assert!(score(&slip, listing("gaer", "", "")) > score(&slip, listing("gear", "", "")));
    }

    #[test]
    fn one_glowing_vote_is_less_than_many_good_ones() {
        let stars = |rating_hundredths, rating_count| {
            esteem(Standing { rating_hundredths, rating_count, ..listing("", "", "") })
        };
        assert!(stars(460, 50) > stars(500, 1));
        assert!(stars(200, 50) < stars(0, 0));
    }

    proptest! {
        #[test]
        fn esteem_never_lifts_a_listing_over_a_better_fit(
            sales in 0..i64::MAX, rating in 0..=500i64, votes in 0..1_000_000i64,
        ) {
            let gear = [word("gear", &["gears"], &[])];
            let famous = |standing| Standing { sales, rating_hundredths: rating, rating_count: votes, ..standing };
            prop_assert!(score(&gear, listing("brass gear", "", "")) > score(&gear, famous(listing("brass gears", "", ""))));
            prop_assert!((0..100).contains(&esteem(famous(listing("", "", "")))));
        }
    }
}
