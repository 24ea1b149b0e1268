//! `/assets`

use leptos::prelude::*;

use crate::catalog::rules::filter::Filter;
use crate::catalog::server::browse_assets::{Browse, browse_assets};
use crate::catalog::server::links::{around, canonical, href};
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::chips::Chips;
use crate::catalog::server::parts::facets::{self, Facets};
use crate::catalog::server::parts::save_search::SaveSearch;
use crate::catalog::server::parts::sort_menu::SortMenu;
use crate::catalog::server::seen_by::seen_by;
use crate::catalog::types::Kind;
use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::head::{FeedLink, PageHead};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::pager::Pager;

const PATH: &str = "/assets";

#[component]
pub fn BrowsePage() -> impl IntoView {
    page(|cx| async move {
        let filter = Filter::read(|name| cx.query(name))?;
        let Browse { leaf, count, facets: counted, shelves, corrected } =
            seen_by(cx.person.as_deref(), browse_assets(&cx.state, &filter)).await?;
        let currency = cx.state.config.shop.currency;
        let title = title(&filter, &shelves);
        let (previous, next) = around(PATH, &filter, &leaf);
        let narrowed = filter.is_narrowed();
        let corrected = corrected.filter(|_| !leaf.rows.is_empty());
        let is_empty = leaf.rows.is_empty();
        let (canonical, listed) = canonical(PATH, &filter);
        // A list of nothing may be of what is nowhere at all.
        let canonical = (!is_empty || !narrowed).then(|| cx.state.config.server.link(&canonical));
        let results = if is_empty {
            view! { <NoResults filter=filter.clone() /> }.into_any()
        } else {
            view! { <CardGrid cards=leaf.rows leads=true /> }.into_any()
        };
        Ok(view! {
            <PageHead
                title=title.clone()
                description="Models, code snippets, templates and modules from independent makers, each with its licence and its price."
                canonical=canonical.unwrap_or_default()
                unlisted=!listed || is_empty
            />
            <FeedLink title="New at ProSets" href="/feed.xml" />
            <div class="browse">
                <Facets filter=filter.clone() counted=counted shelves=shelves.clone() currency=currency />
                <section class="browse-results">
                    <h1>{title}</h1>
                    <SaveSearch filter=filter.clone() />
                    <div class="browse-bar">
                        <button class="btn facets-open" type="button" popovertarget=facets::ID>
                            <Glyph icon=Icon::Filter />
                            "Filters"
                        </button>
                        <p class="browse-count">{count.words()}</p>
                        <SortMenu path=PATH.to_owned() filter=filter.clone() />
                    </div>
                    {narrowed.then(|| view! { <Chips filter=filter.clone() shelves=shelves currency=currency /> })}
                    {corrected
                        .map(|words| {
                            let typed = filter.q.clone();
                            view! { <p class="browse-corrected">{format!("Nothing is called “{typed}”. This is what “{words}” found.")}</p> }
                        })}
                    <h2 class="sr-only">"Listings"</h2>
                    {results}
                    <Pager previous=previous next=next />
                </section>
            </div>
        })
    })
}

fn title(filter: &Filter, shelves: &[crate::catalog::types::Shelf]) -> String {
    if !filter.q.is_empty() {
        return format!("Results for “{}”", filter.q);
    }
    let shelf = filter.category.as_ref().and_then(|slug| shelves.iter().find(|shelf| shelf.slug == *slug));
    match (filter.kind, shelf) {
        (_, Some(shelf)) => shelf.name.clone(),
        (Some(kind), None) => kind.plural().to_owned(),
        (None, None) => "Browse the shop".to_owned(),
    }
}

/// What to try instead.
#[component]
fn NoResults(filter: Filter) -> impl IntoView {
    if filter.place.is_some() {
        return view! {
            <EmptyState title="That was all" text="There is nothing beyond this point of the list.">
                <LinkButton href=href(PATH, &filter)>"Back to the first page"</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    if !filter.is_narrowed() {
        return view! {
            <EmptyState title="The shelves are still empty" text="Nothing is listed yet. Yours could be the first.">
                <LinkButton href="/become-a-seller">"Start selling"</LinkButton>
            </EmptyState>
        }
        .into_any();
    }
    let only_words = Filter { q: filter.q.clone(), words: filter.words.clone(), ..Filter::default() };
    let words_alone =
        (!filter.q.is_empty() && only_words.pairs().len() < filter.pairs().len()).then_some(only_words);
    view! {
        <EmptyState
            title="Nothing fits all of that"
            text=if filter.is_wordless() {
                "Search by letters or digits: there is none in what was typed."
            } else {
                "Try fewer or other words, or drop a filter above. Every word of a search must occur in a listing."
            }
        >
            {words_alone
                .map(|filter| {
                    view! { <LinkButton href=href(PATH, &filter)>"Search without filters"</LinkButton> }
                })}
            {Kind::ALL
                .map(|kind| {
                    let kinds = Filter { kind: Some(kind), ..Filter::default() };
                    view! { <LinkButton href=href(PATH, &kinds)>{kind.plural()}</LinkButton> }
                })
                .collect_view()}
        </EmptyState>
    }
    .into_any()
}
