//! `/orders`

use leptos::prelude::*;

use crate::kit::paging::PageSize;
use crate::kit::time;
use crate::orders::server::list_orders::list_orders;
use crate::orders::server::parts::standing::Standing;
use crate::orders::types::{Summary, name};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;
use crate::ui::pager::NextPage;

#[component]
pub fn OrdersPage() -> impl IntoView {
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let after = cx.query("after");
        let page = list_orders(&cx.state, &buyer, after.as_deref(), PageSize::DEFAULT).await?;
        let next = page.next.map(|cursor| format!("/orders?after={cursor}"));
        let list = if page.items.is_empty() {
            view! { <Nothing /> }.into_any()
        } else {
            let rows = page.items.into_iter().map(|order| view! { <Row order=order /> }).collect_view();
            view! {
                <ul class="lines" aria-label="Your orders">
                    {rows}
                </ul>
            }
            .into_any()
        };
        Ok(view! {
            <PageHead title="Orders" unlisted=true />
            <PageTitle title="Orders" lede="What you bought, and what still waits for payment." />
            {list}
            <NextPage href=next words="Older orders" />
        })
    })
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState title="No orders yet" text="Each purchase leaves its record here, with receipt and licence terms.">
            <LinkButton href="/assets" weight=Weight::Primary>
                "Browse the shop"
            </LinkButton>
        </EmptyState>
    }
}

#[component]
fn Row(order: Summary) -> impl IntoView {
    let total = if order.total.is_zero() { "Free".to_owned() } else { order.total.to_string() };
    view! {
        <li class="line">
            <div class="line-what">
                <p class="line-title">
                    <a href=format!("/orders/{}", order.id)>{name(order.id, order.number.as_deref())}</a>
                    <Standing status=order.status held=order.held />
                </p>
                <p>{order.titles.join(", ")}</p>
                <p class="muted">
                    <time datetime=order.created_at.to_rfc3339()>{time::minute(order.created_at)}</time>
                </p>
            </div>
            <div class="line-end">
                <p class="price">{total}</p>
            </div>
        </li>
    }
}
