//! Where each rule ends: what just fits and what just does not, and which of two alike things is meant.
#![allow(clippy::unwrap_used)]

mod hits;
mod search;
mod shown;

use uuid::Uuid;

use super::facets::format_of;
use super::filter::Filter;
use super::place::Place;
use super::sort::{Mark, Sort};
use crate::catalog::types::Kind;
use crate::kit::error::AppResult;
use crate::kit::paging;

fn read(pairs: &[(&str, &str)]) -> AppResult<Filter> {
    Filter::read(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
}

/// A filter of everything there is to choose.
const ALL: [(&str, &str); 12] = [
    ("q", "brass gear"),
    ("kind", "template"),
    ("category", "tools"),
    ("tag", "low-poly"),
    ("price_min", "100"),
    ("price_max", "2000"),
    ("licence", "mit"),
    ("format", "stl"),
    ("rating", "3"),
    ("seller", "ada"),
    ("new", "1"),
    ("sort", "price"),
];

#[test]
fn each_field_is_read_into_its_own_place_and_written_back() {
    let filter = read(&ALL).unwrap();
    assert_eq!(filter.pairs().iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), ALL);
    let text = |value: &str| Some(value.to_owned());
    let expected = Filter {
        q: "brass gear".into(),
        words: vec!["brass".into(), "gear".into()],
        kind: Some(Kind::Template),
        category: text("tools"),
        tag: text("low-poly"),
        price_min: Some(100),
        price_max: Some(2000),
        licence: text("mit"),
        format: text("stl"),
        rating: Some(3),
        seller: text("ada"),
        is_new: true,
        sort: Some(Sort::Price),
        place: None,
    };
    assert_eq!(filter, expected);
    assert_eq!(filter.marks(), ["k_template", "c_tools", "t_low-poly", "l_mit", "f_stl", "s_ada"]);
    assert_eq!(filter.order(), Sort::Price);
}

#[test]
fn whatever_is_chosen_narrows_and_the_order_does_not() {
    for (name, value) in ALL {
        let filter = read(&[(name, value)]).unwrap();
        assert_eq!(filter.is_narrowed(), name != "sort", "{name}");
    }
    let cursor = paging::encode(&Mark { sort: Sort::Newest, key: 5, id: Uuid::nil() });
    let paged = read(&[("after", &cursor)]).unwrap();
    assert!(paged.place.is_some() && !paged.is_narrowed());
    assert_eq!(paged.from_the_start(), Filter::default());
    // Of both ways forward is meant.
    assert!(matches!(read(&[("after", &cursor), ("before", &cursor)]).unwrap().place, Some(Place::After(_))));
}

#[test]
fn only_what_costs_nothing_is_free() {
    assert_eq!(read(&[("price_max", "0")]).unwrap().marks(), ["p_free"]);
    assert!(read(&[("price_max", "1")]).unwrap().marks().is_empty());
    assert!(read(&[("price_min", "0")]).unwrap().marks().is_empty());
}

#[test]
fn values_end_where_they_say() {
    let longest = "a".repeat(80);
    let too_long = "a".repeat(81);
    for (name, fits, not) in [
        ("category", longest.as_str(), too_long.as_str()),
        ("tag", "a-1", "A"),
        ("tag", "9", "a_b"),
        ("licence", &longest, &too_long),
        ("seller", &longest, &too_long),
        ("seller", "Ada-L_1.x", "ada+"),
        ("format", "12345678", "123456789"),
        ("format", "a1", "A1"),
        ("rating", "1", "0"),
        ("rating", "4", "5"),
        ("price_min", "1000000000000", "1000000000001"),
        ("price_max", "0", "-1"),
        ("new", "1", "0"),
    ] {
        assert!(read(&[(name, fits)]).is_ok(), "{name} {fits}");
        assert!(read(&[(name, not)]).unwrap_err().fields().contains_key(name), "{name} {not}");
    }
    assert!(read(&[("price_min", "5"), ("price_max", "5")]).is_ok());
    assert!(read(&[("price_min", "6"), ("price_max", "5")]).unwrap_err().fields().contains_key("price_max"));
}

#[test]
fn a_format_has_eight_letters_at_most() {
    assert_eq!(format_of("a.12345678").as_deref(), Some("12345678"));
    assert_eq!(format_of("a.123456789"), None);
    assert_eq!(format_of("a.b").as_deref(), Some("b"));
    assert_eq!(format_of("a.b/c"), None);
}
