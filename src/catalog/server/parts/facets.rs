//! The filters at the side; on a phone a sheet. A plain form, sent by itself at each choice where scripts run.

use leptos::prelude::*;

use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::sort::Sort;
use crate::catalog::types::{Kind, Shelf};
use crate::kit::money::{Currency, Money};

/// Whole units of the currency one can choose between.
const STEPS: [i64; 6] = [5, 10, 25, 50, 100, 250];

/// The licences most listings offer; others are found by their address.
const LICENCES: [(&str, &str); 3] =
    [("personal", "Personal"), ("commercial", "Commercial"), ("extended", "Extended")];

pub const ID: &str = "facets";

#[component]
pub fn Facets(filter: Filter, shelves: Vec<Shelf>, currency: Currency) -> impl IntoView {
    let sort = (filter.sort != Sort::default()).then(|| filter.sort.code());
    let carried = [
        ("q", Some(filter.q).filter(|q| !q.is_empty())),
        ("tag", filter.tag),
        ("sort", sort.map(str::to_owned)),
    ];
    view! {
        <aside class="facets" id=ID popover="auto" aria-label="Filters">
            <form action="/assets" method="get" data-autosubmit="">
                {carried
                    .into_iter()
                    .filter_map(|(name, value)| value.map(|value| (name, value)))
                    .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
                    .collect_view()}
                <Kinds chosen=filter.kind />
                <Choice name="category" label="Category" options=shelf_options(&shelves) chosen=filter.category />
                <div class="facet-pair">
                    <Choice
                        name="price_min"
                        label="Price from"
                        options=lowest_options(filter.price_min, currency)
                        chosen=filter.price_min.map(|minor| minor.to_string())
                    />
                    <Choice
                        name="price_max"
                        label="Price up to"
                        options=highest_options(filter.price_max, currency)
                        chosen=filter.price_max.map(|minor| minor.to_string())
                    />
                </div>
                <Choice
                    name="licence"
                    label="Licence"
                    options=licence_options(filter.licence.as_deref())
                    chosen=filter.licence
                />
                <button type="submit" class="btn btn-block">
                    "Apply filters"
                </button>
            </form>
        </aside>
    }
}

#[component]
fn Kinds(chosen: Option<Kind>) -> impl IntoView {
    let everything = [(String::new(), "Everything")].into_iter();
    let kinds = everything.chain(Kind::ALL.map(|kind| (kind.code().to_owned(), kind.plural())));
    let chosen = chosen.map(Kind::code).unwrap_or_default();
    view! {
        <fieldset class="facet">
            <legend>"Kind"</legend>
            {kinds
                .map(|(code, words)| {
                    let checked = code == chosen;
                    view! {
                        <label class="facet-option">
                            <input class="radio" type="radio" name="kind" value=code checked=checked />
                            <span>{words}</span>
                        </label>
                    }
                })
                .collect_view()}
        </fieldset>
    }
}

type Options = Vec<(String, String)>;

#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    options: Options,
    chosen: Option<String>,
) -> impl IntoView {
    let id = format!("facet-{name}");
    let chosen = chosen.unwrap_or_default();
    view! {
        <div class="facet">
            <label for=id.clone()>{label}</label>
            <select class="select" id=id name=name>
                <option value="">"Any"</option>
                {options
                    .into_iter()
                    .map(|(value, words)| {
                        let selected = value == chosen;
                        view! {
                            <option value=value selected=selected>
                                {words}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// Categories, with those that stand in another below it.
fn shelf_options(shelves: &[Shelf]) -> Options {
    let tops = shelves.iter().filter(|shelf| shelf.parent_id.is_none());
    let within = |top: &Shelf| {
        let id = top.id;
        shelves.iter().filter(move |shelf| shelf.parent_id == Some(id))
    };
    tops.flat_map(|top| {
        let rest = within(top).map(|shelf| (shelf.slug.clone(), format!("– {}", shelf.name)));
        std::iter::once((top.slug.clone(), top.name.clone())).chain(rest).collect::<Vec<_>>()
    })
    .collect()
}

fn lowest_options(chosen: Option<i64>, currency: Currency) -> Options {
    steps(chosen, currency)
        .map(|minor| (minor.to_string(), Money::new(minor, currency).to_string()))
        .collect()
}

fn highest_options(chosen: Option<i64>, currency: Currency) -> Options {
    let free = [("0".to_owned(), "Free".to_owned())].into_iter();
    free.chain(lowest_options(chosen, currency)).collect()
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

fn licence_options(chosen: Option<&str>) -> Options {
    let known = LICENCES.iter().map(|(code, words)| ((*code).to_owned(), (*words).to_owned()));
    let other = chosen.filter(|code| LICENCES.iter().all(|(known, _)| known != code));
    known.chain(other.map(|code| (code.to_owned(), code.to_owned()))).collect()
}
