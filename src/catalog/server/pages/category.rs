//! `/categories/{slug}`: what stands on a shelf, what sells best there and what is new.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::catalog::server::links::with_query;
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::json_ld::BreadcrumbsLd;
use crate::catalog::server::seen_by::seen_by;
use crate::catalog::server::show_category::{Landing, listings, show_category};
use crate::catalog::types::{Card, Shelf};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::{Breadcrumbs, PageTitle};

#[component]
pub fn CategoryPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    page(|cx| async move {
        let landing = seen_by(cx.person.as_deref(), show_category(&cx.state, &slug)).await?;
        let Landing { shelf, above, within, count, best_selling, newest } = landing;
        let here = path_of(&shelf);
        let all = with_query("/assets", [("category", shelf.slug.as_str())]);
        let best = with_query("/assets", [("category", shelf.slug.as_str()), ("sort", "best-selling")]);
        let trail = std::iter::once(("/assets".to_owned(), "Browse".to_owned()))
            .chain(above.iter().map(|shelf| (path_of(shelf), shelf.name.clone())))
            .chain([(here.clone(), shelf.name.clone())])
            .collect::<Vec<_>>();
        let description = match shelf.description.is_empty() {
            true => format!("{} from independent makers, each with its licence and its price.", shelf.name),
            false => shelf.description.clone(),
        };
        let is_empty = newest.is_empty();
        let results = if is_empty {
            let words = "What sellers file here will stand on this shelf.";
            view! {
                <EmptyState title="This shelf is still empty" text=words>
                    <LinkButton href="/assets">"Browse everything"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            let leads = best_selling.is_empty();
            view! {
                <Row title="Best selling" href=best all="See what sells best" cards=best_selling leads=true shelf="best" />
                <Row title="Newest" href=all.clone() all="See all of them" cards=newest leads=leads shelf="new" />
            }
            .into_any()
        };
        Ok(view! {
            <PageHead
                title=shelf.name.clone()
                description=description
                canonical=cx.state.config.server.link(&here)
            />
            <BreadcrumbsLd state=cx.state.clone() trail=&trail />
            <Breadcrumbs trail=trail />
            <PageTitle title=shelf.name lede=shelf.description>
                {(!is_empty)
                    .then(|| {
                        view! {
                            <LinkButton href=all weight=Weight::Primary>
                                <Glyph icon=Icon::Filter />
                                {format!("Filter {}", listings(count))}
                            </LinkButton>
                        }
                    })}
            </PageTitle>
            <Tiles shelves=within />
            {results}
        })
    })
}

fn path_of(shelf: &Shelf) -> String {
    format!("/categories/{}", shelf.slug)
}

/// The narrower categories.
#[component]
fn Tiles(shelves: Vec<(Shelf, u64)>) -> impl IntoView {
    (!shelves.is_empty()).then(|| {
        let tiles = shelves.into_iter().map(|(shelf, count)| {
            let href = path_of(&shelf);
            view! {
                <li>
                    <a class="kind-tile" href=href>
                        <span>
                            <strong>{shelf.name}</strong>
                            <span class="muted">{listings(count)}</span>
                        </span>
                    </a>
                </li>
            }
        });
        view! {
            <ul class="kind-tiles" aria-label="Narrower categories">
                {tiles.collect_view()}
            </ul>
        }
    })
}

#[component]
fn Row(
    title: &'static str,
    href: String,
    all: &'static str,
    cards: Vec<Card>,
    leads: bool,
    shelf: &'static str,
) -> impl IntoView {
    (!cards.is_empty()).then(|| {
        view! {
            <section class="section">
                <div class="section-head">
                    <h2>{title}</h2>
                    <a class="section-more" href=href>
                        {all}
                        <Glyph icon=Icon::ArrowRight />
                    </a>
                </div>
                <CardGrid cards=cards leads=leads shelf=shelf />
            </section>
        }
    })
}
