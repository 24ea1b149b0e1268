//! Words, what they may mean, and which listing comes first.

use crate::catalog::rules::search::meant::{MOST_FORMS, Meant, corrected};
use crate::catalog::rules::search::ranking::{Standing, score};
use crate::catalog::rules::search::tokens::{has_letters, tokens};
use crate::catalog::rules::search::typo::{may_be_mistyped, variants};
use crate::catalog::rules::search::{LONGEST, search_text, words};

fn meant(typed: &str, known: &[&str]) -> Meant {
    Meant::among(typed, &known.iter().map(|term| (*term).to_owned()).collect::<Vec<_>>())
}

#[test]
fn twelve_words_and_two_hundred_signs() {
    assert_eq!(words("a b c d e f g h i j k l").unwrap().len(), 12);
    assert!(words("a b c d e f g h i j k l m").unwrap_err().fields().contains_key("q"));
    // One that is there already is none more.
    assert_eq!(words("a b c d e f g h i j k l A").unwrap().len(), 12);
    assert!(words(&"🦀".repeat(LONGEST)).is_ok_and(|words| words == ["🦀"]));
    assert!(words(&"🦀".repeat(LONGEST + 1)).is_err());
}

#[test]
fn a_word_has_forty_letters() {
    assert_eq!(tokens(&"a".repeat(41)), ["a".repeat(40)]);
    let long = format!("{} b", "a".repeat(90));
    assert_eq!(tokens(&long), ["a".repeat(40), "b".to_owned()], "and the next one is whole");
    // The first and the last of a script stand alone too.
    for (first, last) in
        [("☀", "➿"), ("ぁ", "ン"), ("㐀", "\u{4dbf}"), ("一", "\u{9fff}"), ("\u{1f000}", "🫠")]
    {
        assert_eq!(tokens(&format!("{first}{last}{last}")), [first, last, last]);
    }
    assert_eq!(tokens("a🦀b"), ["a", "🦀", "b"]);
}

#[test]
fn one_letter_makes_a_word_of_a_number() {
    assert!(has_letters("m3") && has_letters("歯") && !has_letters("3") && !has_letters("🦀"));
    assert!(may_be_mistyped("gear") && !may_be_mistyped("gea") && !may_be_mistyped("gear1"));
    assert_eq!(variants("aab"), ["aa", "aab", "ab"]);
}

#[test]
fn two_letters_begin_a_word_and_one_does_not() {
    assert_eq!(meant("pl", &["planter"]).completions, ["planter"]);
    assert!(meant("p", &["planter"]).completions.is_empty());
}

#[test]
fn what_the_shop_knows_in_any_way_is_no_slip() {
    let known = meant("gear", &["gear", "dear"]);
    assert!(known.corrections.is_empty() && known.completions.is_empty(), "{known:?}");
    let begun = meant("brac", &["bracket", "brat"]);
    assert_eq!((begun.completions, begun.corrections), (vec!["bracket".to_owned()], vec![]));
    assert_eq!(corrected(&[meant("gear", &["gear"]), meant("brac", &["bracket"])]), None);
    let slip = meant("bzar", &["bear", "boat", "bar"]);
    assert_eq!(slip.corrections, ["bear", "bar"]);
    assert_eq!(corrected(&[slip]), Some("bear".into()), "the most used of them");
}

#[test]
fn only_so_many_forms_are_looked_for() {
    let letters = || (0..MOST_FORMS + 4).map(|n| char::from(b'a' + n as u8));
    let longer: Vec<String> = letters().map(|letter| format!("gear{letter}")).collect();
    assert_eq!(Meant::among("gear", &longer).completions, longer[..MOST_FORMS]);
    let others: Vec<String> = letters().map(|letter| format!("ge{letter}r")).collect();
    assert_eq!(Meant::among("gezr", &others).corrections, others[..MOST_FORMS]);
}

fn listing<'a>(title: &'a str, sales: i64) -> Standing<'a> {
    Standing { title, marks: "", seller: "", sales, rating_hundredths: 0, rating_count: 0 }
}

#[test]
fn a_title_of_just_these_words_needs_all_of_them() {
    let both = [meant("brass", &["brass"]), meant("gear", &["gear"])];
    let place = |title| score(&both, listing(title, 0));
    assert!(place("brass gear") > place("brass gear box"));
    assert!(place("gear brass") == place("brass gear"), "in any order");
    // The whole of it, once: a word twice is not two of them.
    assert!(place("brass gear box") > place("brass box"));
    let lift = place("brass gear") - place("brass gear box");
    assert!(place("brass box") + lift < place("brass gear"), "half of it is not the whole");
}

#[test]
fn sales_and_stars_decide_between_equals() {
    let gear = [meant("gear", &["gear"])];
    let of = |sales| score(&gear, listing("gear", sales));
    assert!([0, 1, 2, 4, 100].map(of).is_sorted_by(|few, many| few < many));
    assert_eq!((of(2), of(-5)), (of(3), of(0)), "by powers of two, and never below none");
    let stars = |rating_hundredths, rating_count| {
        score(&gear, Standing { rating_hundredths, rating_count, ..listing("gear", 0) })
    };
    assert!(stars(500, 40) > stars(400, 40) && stars(400, 40) > stars(300, 40));
    assert!(stars(500, 40) > stars(500, 2));
}

#[test]
fn staff_find_a_listing_by_all_of_it() {
    assert_eq!(
        search_text("Brass GEAR", "It Turns", &["Metal", "m3"], "Ada"),
        "brass gear it turns metal m3 ada"
    );
}
