//! `/categories/{slug}`

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::catalog::rules::filter::Filter;
use crate::catalog::server::browse_assets::browse_assets;
use crate::catalog::server::links::{around, canonical, href};
use crate::catalog::server::parts::asset_card::CardGrid;
use crate::catalog::server::parts::json_ld::BreadcrumbsLd;
use crate::catalog::server::parts::sort_menu::SortMenu;
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::Breadcrumbs;
use crate::ui::pager::Pager;

#[component]
pub fn CategoryPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("slug").unwrap_or_default();
    page(|cx| async move {
        let asked =
            Filter::read(|name| cx.query(name).filter(|_| ["sort", "after", "before"].contains(&name)))?;
        let filter = Filter { category: Some(slug.clone()), ..asked };
        let browse = browse_assets(&cx.state, &filter).await?;
        let shelf = browse.shelves.iter().find(|shelf| shelf.slug == slug).cloned();
        let shelf = shelf.ok_or_else(AppError::not_found)?;
        let path = format!("/categories/{}", shelf.slug);
        // The category stands in the path, so the links leave it out of the query.
        let bare = Filter { category: None, ..filter.clone() };
        let (canonical, listed) = canonical(&path, &bare);
        let (previous, next) = around(&path, &bare, &browse.leaf);
        let parent = browse.shelves.iter().find(|other| Some(other.id) == shelf.parent_id);
        let trail = std::iter::once(("/assets".to_owned(), "Browse".to_owned()))
            .chain(parent.map(|parent| (format!("/categories/{}", parent.slug), parent.name.clone())))
            .chain([(path.clone(), shelf.name.clone())])
            .collect::<Vec<_>>();
        let within = browse.shelves.iter().filter(|other| other.parent_id == Some(shelf.id)).cloned();
        let within: Vec<_> = within.collect();
        let results = if browse.leaf.rows.is_empty() {
            let words = "What sellers file here will stand on this shelf.";
            view! {
                <EmptyState title="This shelf is still empty" text=words>
                    <LinkButton href="/assets">"Browse everything"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            view! { <CardGrid cards=browse.leaf.rows leads=true /> }.into_any()
        };
        Ok(view! {
            <PageHead
                title=shelf.name.clone()
                description=format!("{} from independent makers, each with its licence and its price.", shelf.name)
                canonical=cx.state.config.server.link(&canonical)
                unlisted=!listed
            />
            <BreadcrumbsLd state=cx.state.clone() trail=&trail />
            <Breadcrumbs trail=trail />
            <h1>{shelf.name.clone()}</h1>
            {(!within.is_empty())
                .then(|| {
                    view! {
                        <ul class="chips" aria-label="Narrower categories">
                            {within
                                .into_iter()
                                .map(|shelf| {
                                    view! {
                                        <li>
                                            <a class="chip" href=format!("/categories/{}", shelf.slug)>
                                                {shelf.name}
                                            </a>
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                })}
            <div class="browse-bar">
                <LinkButton href=href("/assets", &filter)>
                    <Glyph icon=Icon::Filter />
                    "Filter"
                </LinkButton>
                <p class="browse-count">{browse.count.words()}</p>
                <SortMenu path=path filter=bare />
            </div>
            <h2 class="sr-only">"Listings"</h2>
            {results}
            <Pager previous=previous next=next />
        })
    })
}
