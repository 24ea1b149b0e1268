//! What a search or a filter found: which of it fits, in which order, and how many have each value one could choose.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;

use crate::catalog::rules::facets::{Counts, Facet};
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::sort::{Mark, Sort};

/// A listing that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// Where it stands in the order asked for.
    pub mark: Mark,
    /// In their order, with single blanks between them; see [`Marked::marks`](crate::catalog::rules::facets::Marked).
    pub marks: &'a str,
    /// Minor units; None in a currency that cannot be compared.
    pub price: Option<i64>,
    pub rating_hundredths: i64,
    pub is_new: bool,
}

/// The hits of a filter.
#[derive(Clone, Debug)]
pub struct Hits {
    /// In the order asked for.
    pub fitting: Vec<Mark>,
    /// Whether there are more, which nobody looked at.
    pub is_more: bool,
    pub facets: Facets,
}

/// How many listings there would be with each value of each facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    pub counts: Counts,
    /// Those of which there may be more.
    pub at_least: BTreeSet<Facet>,
}

impl Facets {
    /// "12", or "12+" where there may be more; nothing where nothing is known.
    pub fn words(&self, facet: Facet, value: &str) -> Option<String> {
        let count = self.of(facet, value);
        let at_least = self.at_least.contains(&facet);
        match (count, at_least) {
            (0, true) => None,
            (n, true) => Some(format!("{n}+")),
            (n, false) => Some(n.to_string()),
        }
    }

    pub fn of(&self, facet: Facet, value: &str) -> u32 {
        let mark = facet.mark(value);
        self.counts.of(facet, Facet::read(&mark).map_or("", |(_, value)| value))
    }
}

impl Hits {
    pub fn none() -> Self {
        Self { fitting: Vec::new(), is_more: false, facets: Facets::default() }
    }

    /// From what holds the words (`base`) and what fits the rest too (`fitting`, where there is a rest): each of them the
    /// newest, and whole when there are at most `most`.
    pub fn sort(
        filter: &Filter,
        base: Vec<Hit<'_>>,
        fitting: Option<Vec<Hit<'_>>>,
        is_cut_short: bool,
        most: usize,
    ) -> Self {
        let is_whole = base.len() <= most;
        let fitting = match fitting {
            Some(_) if is_whole => {
                let wanted = filter.marks();
                Some(base.iter().filter(|hit| unfit(hit, filter, &wanted).is_empty()).copied().collect())
            }
            fitting => fitting,
        };
        let all = fitting.as_ref().unwrap_or(&base);
        let is_more = all.len() > most || (is_cut_short && !is_whole);
        let all = &all[..all.len().min(most)];
        let facets = facets(filter, &base[..base.len().min(most)], is_whole, all, is_more);
        let mut fitting: Vec<Mark> = all.iter().map(|hit| hit.mark).collect();
        fitting.sort_by(compare);
        Self { fitting, is_more, facets }
    }
}

/// Which of two stands first.
pub fn compare(a: &Mark, b: &Mark) -> Ordering {
    let order = a.key.cmp(&b.key).then(a.id.cmp(&b.id));
    if a.sort == Sort::Price { order } else { order.reverse() }
}

/// A facet that is chosen is counted over all that would fit with another choice; the others over what fits.
fn facets(filter: &Filter, base: &[Hit<'_>], is_whole: bool, fitting: &[Hit<'_>], is_more: bool) -> Facets {
    let (chosen, wanted) = (chosen(filter), filter.marks());
    let mut facets = Facets::default();
    count(&mut facets.counts, fitting.iter(), |facet| !chosen.contains(&facet));
    for facet in &chosen {
        let others_fit = |hit: &&Hit<'_>| unfit(hit, filter, &wanted).iter().all(|other| other == facet);
        count(&mut facets.counts, base.iter().filter(others_fit), |other| other == *facet);
    }
    let may_be_more = |facet: &Facet| if chosen.contains(facet) { !is_whole } else { is_more };
    facets.at_least = Facet::ALL.into_iter().filter(may_be_more).collect();
    facets
}

/// Marks are told apart as they are, and each is read once: a thousand hits hold ten thousand, of which most are alike. All
/// that stand before the seller's are told apart at once: many listings share them. Whose they are nobody asks to be
/// counted.
fn count<'a>(counts: &mut Counts, hits: impl Iterator<Item = &'a Hit<'a>>, counted: impl Fn(Facet) -> bool) {
    let mut shared: HashMap<&str, u32, RandomState> = HashMap::default();
    let mut marks: HashMap<&str, u32, RandomState> =
        HashMap::with_capacity_and_hasher(512, RandomState::default());
    let (mut stars, mut new) = ([0; 4], 0);
    for hit in hits {
        let (before, own) = before_seller(hit.marks);
        *shared.entry(before).or_default() += 1;
        for mark in each(own) {
            *marks.entry(mark).or_default() += 1;
        }
        for (least, count) in (1..).zip(&mut stars) {
            *count += u32::from(hit.rating_hundredths >= least * 100);
        }
        new += u32::from(hit.is_new);
    }
    for (before, listings) in shared {
        for mark in each(before) {
            *marks.entry(mark).or_default() += listings;
        }
    }
    let mut add = |facet: Facet, value: &str, listings: u32| {
        if listings > 0 && counted(facet) {
            counts.add(facet, value, listings);
        }
    };
    for (mark, listings) in marks {
        if let Some((facet, value)) = Facet::read(mark).filter(|(facet, _)| *facet != Facet::Seller) {
            add(facet, value, listings);
        }
    }
    for (least, listings) in (1..).zip(stars) {
        add(Facet::Rating, &least.to_string(), listings);
    }
    add(Facet::New, "1", new);
}

fn before_seller(marks: &str) -> (&str, &str) {
    let ends = marks.as_bytes().windows(3).position(|three| three == b" s_");
    ends.map_or((marks, ""), |ends| (&marks[..ends], &marks[ends + 1..]))
}

/// To look for blanks a byte at a time is fastest where they stand so close.
fn each(marks: &str) -> impl Iterator<Item = &str> {
    marks.split([' ']).filter(|mark| !mark.is_empty())
}

/// The facets in which something is chosen. (A price is one with what is free.)
fn chosen(filter: &Filter) -> BTreeSet<Facet> {
    let chosen = [
        (Facet::Kind, filter.kind.is_some()),
        (Facet::Category, filter.category.is_some()),
        (Facet::Tag, filter.tag.is_some()),
        (Facet::Licence, filter.licence.is_some()),
        (Facet::Format, filter.format.is_some()),
        (Facet::Seller, filter.seller.is_some()),
        (Facet::Free, filter.price_min.is_some() || filter.price_max.is_some()),
        (Facet::Rating, filter.rating.is_some()),
        (Facet::New, filter.is_new),
    ];
    chosen.into_iter().filter_map(|(facet, is_chosen)| is_chosen.then_some(facet)).collect()
}

/// The facets in which a hit is not what was chosen, `wanted` being the filter's marks.
fn unfit(hit: &Hit<'_>, filter: &Filter, wanted: &[String]) -> BTreeSet<Facet> {
    let mut unfit: BTreeSet<Facet> = wanted
        .iter()
        .filter(|wanted| !hit.marks.split(' ').any(|mark| mark == *wanted))
        .filter_map(|wanted| Facet::read(wanted).map(|(facet, _)| facet))
        .collect();
    let within = |minor: i64| {
        filter.price_min.is_none_or(|min| minor >= min) && filter.price_max.is_none_or(|max| minor <= max)
    };
    if (filter.price_min.is_some() || filter.price_max.is_some()) && !hit.price.is_some_and(within) {
        unfit.insert(Facet::Free);
    }
    if filter.rating.is_some_and(|stars| hit.rating_hundredths < stars * 100) {
        unfit.insert(Facet::Rating);
    }
    if filter.is_new && !hit.is_new {
        unfit.insert(Facet::New);
    }
    unfit
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::catalog::types::Kind;

    fn hit(key: i64, marks: &str, price: i64, rating_hundredths: i64, is_new: bool) -> Hit<'_> {
        let mark = Mark { sort: Sort::Newest, key, id: Uuid::from_u128(key.unsigned_abs().into()) };
        Hit { mark, marks, price: Some(price), rating_hundredths, is_new }
    }

    fn four() -> Vec<Hit<'static>> {
        vec![
            hit(4, "k_model l_personal t_metal", 1200, 450, true),
            hit(3, "k_model l_personal t_wood", 800, 300, true),
            hit(2, "k_snippet l_mit p_free t_metal", 0, 0, false),
            hit(1, "k_model l_mit t_metal", 5000, 480, false),
        ]
    }

    fn keys(hits: &Hits) -> Vec<i64> {
        hits.fitting.iter().map(|mark| mark.key).collect()
    }

    #[test]
    fn a_chosen_facet_still_counts_what_else_one_could_choose() {
        let filter = Filter { kind: Some(Kind::Model), tag: Some("metal".into()), ..Filter::default() };
        let hits = Hits::sort(&filter, four(), Some(Vec::new()), false, 10);
        assert_eq!((keys(&hits), hits.is_more), (vec![4, 1], false));
        let words = |facet, value| hits.facets.words(facet, value).unwrap_or_default();
        assert_eq!(words(Facet::Kind, "model"), "2");
        assert_eq!(words(Facet::Kind, "snippet"), "1", "of those with the tag");
        assert_eq!(words(Facet::Tag, "wood"), "1", "of the models");
        assert_eq!(words(Facet::Licence, "mit"), "1");
        assert_eq!(words(Facet::Rating, "4"), "2");
        assert_eq!(words(Facet::New, "1"), "1");
        assert_eq!(words(Facet::Licence, "gpl"), "0");
    }

    #[test]
    fn prices_stars_and_age_are_looked_at_too() {
        let fitting = |filter: Filter| keys(&Hits::sort(&filter, four(), Some(Vec::new()), false, 10));
        assert_eq!(fitting(Filter { price_max: Some(1200), ..Filter::default() }), [4, 3, 2]);
        assert_eq!(fitting(Filter { price_min: Some(1200), ..Filter::default() }), [4, 1]);
        assert_eq!(fitting(Filter { price_max: Some(0), ..Filter::default() }), [2]);
        assert_eq!(fitting(Filter { rating: Some(4), ..Filter::default() }), [4, 1]);
        assert_eq!(fitting(Filter { is_new: true, ..Filter::default() }), [4, 3]);
    }

    #[test]
    fn beyond_the_most_counts_are_at_least_so_many() {
        let all = Hits::sort(&Filter::default(), four(), None, false, 3);
        assert_eq!((all.fitting.len(), all.is_more), (3, true));
        assert_eq!(all.facets.words(Facet::Kind, "model"), Some("2+".into()));
        assert_eq!(all.facets.words(Facet::Kind, "template"), None, "nobody knows");
        let filter = Filter { kind: Some(Kind::Snippet), ..Filter::default() };
        let some = Hits::sort(&filter, four(), Some(vec![four()[2]]), false, 3);
        assert_eq!((keys(&some), some.is_more), (vec![2], false));
        assert_eq!(some.facets.words(Facet::Licence, "mit"), Some("1".into()), "of what fits, all");
        assert_eq!(some.facets.words(Facet::Kind, "model"), Some("2+".into()), "of the newest three");
    }

    #[test]
    fn each_order_has_its_direction() {
        let mark = |sort, key| Mark { sort, key, id: Uuid::nil() };
        assert_eq!(compare(&mark(Sort::Price, 1), &mark(Sort::Price, 2)), Ordering::Less);
        for sort in [Sort::Newest, Sort::PriceDesc, Sort::BestSelling, Sort::TopRated, Sort::Relevance] {
            assert_eq!(compare(&mark(sort, 2), &mark(sort, 1)), Ordering::Less);
        }
    }
}
