//! The filters at the side, each choice but a price's step with how many listings it would leave; on a phone a sheet. A
//! plain form, sent by itself at each choice where scripts run.

use leptos::prelude::*;

use crate::catalog::rules::facets::Facet;
use crate::catalog::rules::filter::{Filter, NEW_DAYS};
use crate::catalog::rules::hits::Facets as Counted;
use crate::catalog::rules::tree::Tree;
use crate::catalog::server::parts::choices::{Choice, Choices, Toggle};
use crate::catalog::types::{Kind, Shelf};
use crate::kit::money::{Currency, Money};

/// Whole units of the currency one can choose between.
const STEPS: [i64; 6] = [5, 10, 25, 50, 100, 250];
/// Values of a facet that are offered; others are found by their address.
const MOST: usize = 24;

pub const ID: &str = "facets";

#[component]
pub fn Facets(filter: Filter, counted: Counted, shelves: Vec<Shelf>, currency: Currency) -> impl IntoView {
    let sort = filter.sort.map(|sort| sort.code().to_owned());
    let carried = [
        ("q", Some(filter.q.clone()).filter(|q| !q.is_empty())),
        ("seller", filter.seller.clone()),
        ("sort", sort),
    ];
    let kinds = Kind::ALL.map(|kind| choice(&counted, Facet::Kind, kind.code(), kind.plural())).to_vec();
    let stars = ["4", "3", "2", "1"]
        .map(|stars| choice(&counted, Facet::Rating, stars, &format!("{stars} stars and up")))
        .to_vec();
    // With a lowest price nothing is free.
    let free = counted.words(Facet::Free, "free").filter(|_| filter.price_min.is_none_or(|min| min == 0));
    view! {
        <aside class="facets" id=ID popover="auto" aria-label="Filters">
            <form action="/assets" method="get" data-autosubmit="">
                {carried
                    .into_iter()
                    .filter_map(|(name, value)| value.map(|value| (name, value)))
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                <Choices name="kind" legend="Kind" any="Everything" choices=kinds chosen=filter.kind.map(|kind| kind.code().to_owned()) />
                <Choices
                    name="category"
                    legend="Category"
                    choices=shelf_choices(&shelves, &counted, filter.category.as_deref())
                    chosen=filter.category.clone()
                />
                <Prices filter=filter.clone() free=free currency=currency />
                <Toggle
                    name="new"
                    words=format!("New: in the last {NEW_DAYS} days")
                    count=counted.words(Facet::New, "1")
                    checked=filter.is_new
                />
                <Choices name="rating" legend="Rating" choices=stars chosen=filter.rating.map(|n| n.to_string()) />
                <Choices
                    name="licence"
                    legend="Licence"
                    choices=found(&counted, Facet::Licence, filter.licence.as_deref(), licence_words)
                    chosen=filter.licence.clone()
                />
                <Choices
                    name="format"
                    legend="File format"
                    choices=found(&counted, Facet::Format, filter.format.as_deref(), str::to_uppercase)
                    chosen=filter.format.clone()
                />
                <Choices
                    name="tag"
                    legend="Tag"
                    choices=found(&counted, Facet::Tag, filter.tag.as_deref(), |slug| format!("#{slug}"))
                    chosen=filter.tag.clone()
                />
                <button type="submit" class="btn btn-block">
                    "Apply filters"
                </button>
            </form>
        </aside>
    }
}

/// What is free is counted; nobody counts the steps.
#[component]
fn Prices(filter: Filter, free: Option<String>, currency: Currency) -> impl IntoView {
    let select =
        |name: &'static str, label: &'static str, options: Vec<(i64, String)>, chosen: Option<i64>| {
            let id = format!("facet-{name}");
            view! {
                <div class="facet">
                    <label for=id.clone()>{label}</label>
                    <select class="select" id=id name=name>
                        <option value="">"Any"</option>
                        {options
                            .into_iter()
                            .map(|(minor, words)| {
                                view! {
                                    <option value=minor selected=chosen == Some(minor)>
                                        {words}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            }
        };
    let words = |minor: i64| (minor, Money::new(minor, currency).to_string());
    let lowest = steps(filter.price_min, currency).map(words).collect();
    let free = free.map_or_else(|| "Free".to_owned(), |count| format!("Free ({count})"));
    let highest = std::iter::once((0, free));
    let highest = highest.chain(steps(filter.price_max, currency).map(words)).collect();
    view! {
        <div class="facet-pair">
            {select("price_min", "Price from", lowest, filter.price_min)}
            {select("price_max", "Price up to", highest, filter.price_max)}
        </div>
    }
}

fn choice(counted: &Counted, facet: Facet, value: &str, words: &str) -> Choice {
    Choice { value: value.to_owned(), words: words.to_owned(), count: counted.words(facet, value), level: 0 }
}

/// The values that were found, the most frequent first, and the chosen one even where it was not.
fn found(
    counted: &Counted,
    facet: Facet,
    chosen: Option<&str>,
    words: impl Fn(&str) -> String,
) -> Vec<Choice> {
    let top = counted.counts.top(facet, MOST);
    let missing = chosen.filter(|chosen| top.iter().all(|(value, _)| value != chosen));
    let values = missing.into_iter().map(str::to_owned).chain(top.iter().map(|(value, _)| value.clone()));
    values.map(|value| choice(counted, facet, &value, &words(&value))).collect()
}

/// Categories, with those that stand in another below it; empty ones are left out.
fn shelf_choices(shelves: &[Shelf], counted: &Counted, chosen: Option<&str>) -> Vec<Choice> {
    let found = |id| shelves.iter().find(|shelf| shelf.id == id);
    let ordered = Tree::of(shelves).ordered();
    let ordered = ordered.into_iter().filter_map(|(id, level)| found(id).map(|shelf| (shelf, level)));
    let is_known = |slug: &str| counted.of(Facet::Category, slug) > 0 || chosen == Some(slug);
    ordered
        .filter(|(shelf, _)| is_known(&shelf.slug) || counted.at_least.contains(&Facet::Category))
        .map(|(shelf, level)| Choice { level, ..choice(counted, Facet::Category, &shelf.slug, &shelf.name) })
        .collect()
}

/// What an address asks for is among the choices, even where it is none of ours.
fn steps(chosen: Option<i64>, currency: Currency) -> impl Iterator<Item = i64> {
    let unit = 10i64.pow(currency.digits());
    let mut steps: Vec<i64> =
        STEPS.iter().map(|step| step * unit).chain(chosen.filter(|minor| *minor > 0)).collect();
    steps.sort_unstable();
    steps.dedup();
    steps.into_iter()
}

/// "Personal"; an SPDX identifier as it is written: "MIT".
pub fn licence_words(code: &str) -> String {
    match code {
        "personal" | "commercial" | "extended" => format!("{}{}", code[..1].to_uppercase(), &code[1..]),
        other => other.to_uppercase(),
    }
}
