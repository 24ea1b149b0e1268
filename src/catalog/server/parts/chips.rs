//! The filters in force, each with the way to drop it.

use leptos::prelude::*;

use crate::catalog::rules::filter::Filter;
use crate::catalog::server::links::href;
use crate::catalog::server::parts::facets::licence_words;
use crate::catalog::types::Shelf;
use crate::kit::money::{Currency, Money};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Chips(filter: Filter, shelves: Vec<Shelf>, currency: Currency) -> impl IntoView {
    let chips = chips(&filter, &shelves, currency);
    (!chips.is_empty()).then(|| {
        let clear = href("/assets", &Filter { sort: filter.sort, ..Filter::default() });
        let several = chips.len() > 1;
        view! {
            <ul class="chips" aria-label="Filters in force">
                {chips
                    .into_iter()
                    .map(|(words, without)| {
                        view! {
                            <li>
                                <a
                                    class="chip"
                                    href=href("/assets", &without)
                                    aria-label=format!("Remove the filter {words}")
                                >
                                    {words.clone()}
                                    <Glyph icon=Icon::Close />
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
                {several
                    .then(|| {
                        view! {
                            <li>
                                <a class="chip chip-clear" href=clear>
                                    "Clear all"
                                </a>
                            </li>
                        }
                    })}
            </ul>
        }
    })
}

/// Each filter in words, and the filter without it.
fn chips(filter: &Filter, shelves: &[Shelf], currency: Currency) -> Vec<(String, Filter)> {
    let mut chips = Vec::new();
    let first_page = filter.from_the_start();
    let mut put = |words: Option<String>, drop: fn(&mut Filter)| {
        if let Some(words) = words {
            let mut without = first_page.clone();
            drop(&mut without);
            chips.push((words, without));
        }
    };
    let money = |minor: i64| Money::new(minor, currency);
    put((!filter.q.is_empty()).then(|| format!("“{}”", filter.q)), |filter| {
        filter.q.clear();
        filter.words.clear();
    });
    put(filter.kind.map(|kind| kind.plural().to_owned()), |filter| filter.kind = None);
    let shelf =
        |slug: &String| shelves.iter().find(|shelf| shelf.slug == *slug).map(|shelf| shelf.name.clone());
    let category = filter.category.as_ref().map(|slug| shelf(slug).unwrap_or_else(|| slug.clone()));
    put(category, |filter| filter.category = None);
    put(filter.tag.as_ref().map(|tag| format!("#{tag}")), |filter| filter.tag = None);
    put(filter.price_min.map(|minor| format!("From {}", money(minor))), |filter| filter.price_min = None);
    let highest = |minor| if minor == 0 { "Free".to_owned() } else { format!("Up to {}", money(minor)) };
    put(filter.price_max.map(highest), |filter| filter.price_max = None);
    let licence = filter.licence.as_ref().map(|code| format!("{} licence", licence_words(code)));
    put(licence, |filter| filter.licence = None);
    put(filter.format.as_ref().map(|format| format!("{} files", format.to_uppercase())), |filter| {
        filter.format = None;
    });
    put(filter.rating.map(|stars| format!("{stars} stars and up")), |filter| filter.rating = None);
    put(filter.is_new.then(|| "New".to_owned()), |filter| filter.is_new = false);
    put(filter.seller.as_ref().map(|handle| format!("By {handle}")), |filter| filter.seller = None);
    chips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_chip_drops_its_own_filter_and_the_page() {
        let filter = Filter {
            q: "gear".into(),
            price_max: Some(0),
            tag: Some("metal".into()),
            category: Some("gone".into()),
            ..Filter::default()
        };
        let chips = chips(&filter, &[], Currency::USD);
        let words: Vec<_> = chips.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["“gear”", "gone", "#metal", "Free"]);
        assert_eq!(href("/assets", &chips[2].1), "/assets?q=gear&category=gone&price_max=0");
    }
}
