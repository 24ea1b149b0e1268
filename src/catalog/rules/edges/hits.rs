//! What fits, whether there is more, and what each choice would leave.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use uuid::Uuid;

use crate::catalog::rules::facets::Facet;
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::hits::{Hit, Hits, compare};
use crate::catalog::rules::sort::{Mark, Sort};

fn hit(key: i64, marks: &str, price: Option<i64>, rating_hundredths: i64, is_new: bool) -> Hit<'_> {
    let mark = Mark { sort: Sort::Newest, key, id: Uuid::nil() };
    Hit { mark, marks, price, rating_hundredths, is_new }
}

/// Two that have nothing in common.
fn both() -> Vec<Hit<'static>> {
    vec![
        hit(2, "c_tools f_stl k_model l_mit p_free s_ada t_brass", Some(0), 300, true),
        hit(1, "c_toys f_obj k_snippet l_gpl s_bob t_wood", Some(500), 299, false),
    ]
}

fn sorted(filter: &Filter, most: usize) -> Hits {
    Hits::sort(filter, both(), Some(Vec::new()), false, most)
}

#[test]
fn each_choice_counts_what_another_would_leave() {
    for (name, value, facet, other) in [
        ("kind", "model", Facet::Kind, "snippet"),
        ("category", "tools", Facet::Category, "toys"),
        ("tag", "brass", Facet::Tag, "wood"),
        ("licence", "mit", Facet::Licence, "gpl"),
        ("format", "stl", Facet::Format, "obj"),
    ] {
        let filter = super::read(&[(name, value)]).unwrap();
        let hits = sorted(&filter, 10);
        assert_eq!(hits.fitting.iter().map(|mark| mark.key).collect::<Vec<_>>(), [2], "{name}");
        assert_eq!((hits.facets.of(facet, value), hits.facets.of(facet, other)), (1, 1), "{name}");
        let of_others = Facet::ALL.into_iter().filter(|one| *one != facet);
        let left: u32 = of_others
            .map(|one| {
                ["snippet", "toys", "wood", "gpl", "obj", "bob"]
                    .map(|value| hits.facets.of(one, value))
                    .iter()
                    .sum::<u32>()
            })
            .sum();
        assert_eq!(left, 0, "{name}");
    }
    let of_ada = sorted(&super::read(&[("seller", "ada")]).unwrap(), 10);
    let is_counted = |seller| of_ada.facets.of(Facet::Seller, seller) > 0;
    assert_eq!((of_ada.fitting.len(), is_counted("ada"), is_counted("bob")), (1, false, false));
    let costly = super::read(&[("price_min", "1")]).unwrap();
    assert_eq!(
        (sorted(&costly, 10).fitting.len(), sorted(&costly, 10).facets.of(Facet::Free, "free")),
        (1, 1)
    );
    let new = super::read(&[("new", "1")]).unwrap();
    assert_eq!((sorted(&new, 10).fitting.len(), sorted(&new, 10).facets.of(Facet::New, "1")), (1, 1));
}

#[test]
fn so_many_stars_are_enough_and_one_hundredth_less_is_not() {
    let hits = sorted(&super::read(&[("rating", "3")]).unwrap(), 10);
    assert_eq!(hits.fitting.iter().map(|mark| mark.key).collect::<Vec<_>>(), [2]);
    assert_eq!(["1", "2", "3", "4"].map(|stars| hits.facets.of(Facet::Rating, stars)), [2, 2, 1, 0]);
}

#[test]
fn exactly_so_many_are_all_of_them() {
    let tools = super::read(&[("category", "tools")]).unwrap();
    let whole = Hits::sort(&tools, both(), Some(Vec::new()), true, 2);
    assert_eq!((whole.fitting.len(), whole.is_more), (1, false), "looked for among all there are");
    assert!(whole.facets.at_least.is_empty());
    let part = Hits::sort(&tools, both(), Some(both()[..1].to_vec()), false, 1);
    assert_eq!((part.fitting.len(), part.is_more), (1, false));
    assert_eq!(part.facets.at_least, BTreeSet::from([Facet::Category]), "of the others all are known");
    assert!(Hits::sort(&tools, both(), Some(both()[..1].to_vec()), true, 1).is_more);
    let everything = |most| Hits::sort(&Filter::default(), both(), None, false, most);
    assert_eq!(
        [1, 2].map(|most| (everything(most).fitting.len(), everything(most).is_more)),
        [(1, true), (2, false)]
    );
    assert_eq!(everything(1).facets.at_least.len(), Facet::ALL.len());
}

#[test]
fn a_price_that_cannot_be_compared_fits_no_price() {
    let with = |pairs: &[(&str, &str)]| {
        let foreign = vec![hit(1, "k_model", None, 0, false)];
        Hits::sort(&super::read(pairs).unwrap(), foreign, Some(Vec::new()), false, 10).fitting.len()
    };
    assert_eq!(
        [with(&[("price_min", "0")]), with(&[("price_max", "9")]), with(&[("kind", "model")])],
        [0, 0, 1]
    );
    let between =
        |min, max| sorted(&super::read(&[("price_min", min), ("price_max", max)]).unwrap(), 10).fitting.len();
    assert_eq!([between("500", "500"), between("501", "900"), between("1", "499")], [1, 0, 0]);
}

#[test]
fn what_is_alike_is_ordered_by_its_id() {
    let mark = |sort, id| Mark { sort, key: 7, id: Uuid::from_u128(id) };
    assert_eq!(compare(&mark(Sort::Price, 1), &mark(Sort::Price, 2)), Ordering::Less);
    assert_eq!(compare(&mark(Sort::Newest, 1), &mark(Sort::Newest, 2)), Ordering::Greater);
    assert_eq!(compare(&mark(Sort::Newest, 1), &mark(Sort::Newest, 1)), Ordering::Equal);
}

#[test]
fn a_value_is_counted_however_it_is_written() {
    let mut hits = sorted(&Filter::default(), 10);
    hits.facets.counts.add(Facet::Licence, "cc-by-4-0", 1);
    assert_eq!(hits.facets.words(Facet::Licence, "CC-BY-4.0"), Some("1".into()));
}
