//! `/sell`: a seller's own listings.

use leptos::prelude::*;

use crate::catalog::media;
use crate::db::entities::asset::AssetStatus;
use crate::kit::error::AppResult;
use crate::kit::money::Money;
use crate::kit::paging::PageSize;
use crate::kit::time;
use crate::sell::server::list_listings::{STATES, list_listings, state_of};
use crate::sell::server::listing::kind_of;
use crate::sell::server::parts::status::StatusBadge;
use crate::sell::server::store::shelf::{self, ShelfRow};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::PageTitle;
use crate::ui::pager::NextPage;
use crate::ui::price::Price;
use crate::ui::thumb::Thumbnail;

#[component]
pub fn ListingsPage() -> impl IntoView {
    page(|cx| async move {
        let seller = cx.seller()?;
        let code = cx.query("status").unwrap_or_default();
        let status = state_of(&code);
        let found =
            list_listings(&cx.state, &seller, status, cx.query("after").as_deref(), PageSize::DEFAULT)
                .await?;
        let next = found.next.map(|cursor| {
            let filter = status.map(|_| format!("status={code}&")).unwrap_or_default();
            format!("/sell?{filter}after={cursor}")
        });
        let all = shelf::count(&cx.state.db, seller.user_id, None).await?;
        let rows = found.items.into_iter().map(row).collect::<AppResult<Vec<_>>>()?;
        let body = match (rows.is_empty(), all) {
            (true, 0) => view! { <Nothing /> }.into_any(),
            (true, _) => view! {
                <EmptyState title="Nothing here" text="None of your listings is in this state.">
                    <LinkButton href="/sell">"Show all"</LinkButton>
                </EmptyState>
            }
            .into_any(),
            (false, _) => view! { <ul class="shelf">{rows}</ul> }.into_any(),
        };
        Ok(view! {
            <PageHead title="My listings" unlisted=true />
            <PageTitle title="My listings">
                <LinkButton href="/dashboard">"Dashboard"</LinkButton>
                <LinkButton href="/sell/new" weight=Weight::Primary>
                    <Glyph icon=Icon::Plus />
                    "New listing"
                </LinkButton>
            </PageTitle>
            {(all > 0).then(|| view! { <States chosen=status /> })}
            {body}
            <NextPage href=next />
        })
    })
}

#[component]
fn States(chosen: Option<AssetStatus>) -> impl IntoView {
    let all = std::iter::once((None, "/sell".to_owned(), "All"));
    let each =
        STATES.iter().map(|(status, code, name)| (Some(*status), format!("/sell?status={code}"), *name));
    let tabs = all.chain(each).map(|(status, href, name)| {
        let current = (status == chosen).then_some("page");
        view! {
            <a href=href aria-current=current>
                {name}
            </a>
        }
    });
    view! {
        <nav class="tabs" aria-label="Filter by state">
            {tabs.collect_view()}
        </nav>
    }
}

fn row(row: ShelfRow) -> AppResult<AnyView> {
    let price = Money::stored(row.price_from_minor, &row.currency)?;
    let picture = media::thumb(row.picture_key, row.picture_width, row.picture_height);
    let sold = if row.sales_count == 1 { "1 sale".to_owned() } else { format!("{} sales", row.sales_count) };
    let priced = row.status != AssetStatus::Draft;
    Ok(view! {
        <li class="shelf-row">
            <Thumbnail picture=picture />
            <div class="shelf-words">
                <h2>
                    <a href=format!("/sell/{}", row.id)>{row.title}</a>
                </h2>
                <p class="muted">
                    {kind_of(row.kind).name()} " · edited "
                    <time datetime=row.updated_at.to_rfc3339()>{time::day(row.updated_at)}</time>
                </p>
            </div>
            <div class="shelf-state">
                <StatusBadge status=row.status />
                {priced.then(|| view! { <Price amount=price /> })}
                {(row.sales_count > 0).then(|| view! { <span class="muted">{sold}</span> })}
            </div>
        </li>
    }
    .into_any())
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState
            title="Your first listing"
            text="Choose what you sell, give it a title, and fill in the rest in your own time. Nobody sees it before you publish it."
        >
            <LinkButton href="/sell/new" weight=Weight::Primary>
                "New listing"
            </LinkButton>
        </EmptyState>
    }
}
