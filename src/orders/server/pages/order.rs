//! `/orders/{id}`, also where the buyer comes back to from the payment page.

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::checkout;
use crate::kit::error::AppError;
use crate::kit::time;
use crate::orders::server::parts::standing::Standing;
use crate::orders::server::show_order::show_order;
use crate::orders::types::{Line, Order, name};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::{Breadcrumbs, PageTitle};

#[component]
pub fn OrderPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id");
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let id: Uuid = id.and_then(|id| id.parse().ok()).ok_or_else(AppError::not_found)?;
        let back = cx.query("paid");
        if back.is_some() {
            checkout::refresh_payment(&cx.state, &buyer, id).await?;
        }
        let order = show_order(&cx.state, &buyer, id).await?;
        let title = name(order.id, order.number.as_deref());
        let trail = vec![("/orders".to_owned(), "Orders".to_owned()), (String::new(), title.clone())];
        let payable = order.status.is_open() && !order.held && cx.now() < order.expires_at;
        let waiting = back.as_deref() == Some("yes") && order.status == checkout::OrderStatus::PaymentPending;
        Ok(view! {
            <PageHead title=title.clone() unlisted=true />
            <Breadcrumbs trail=trail />
            <PageTitle title=title lede=words(&order)>
                <Standing status=order.status held=order.held />
            </PageTitle>
            {(waiting && !order.held).then(|| view! { <Waiting id=order.id /> })}
            {payable.then(|| view! { <Payable order=order.clone() /> })}
            {order
                .status
                .is_paid()
                .then(|| view! { <p class="no-print"><LinkButton href="/library" weight=Weight::Primary>"Go to your library"</LinkButton></p> })}
            <Sheet order=order />
        })
    })
}

fn words(order: &Order) -> String {
    if order.held {
        return "Your payment arrived and is being looked at. We will write to you.".into();
    }
    match (order.status, order.paid_at) {
        (checkout::OrderStatus::Cancelled, _) => "Cancelled. What was in it went back to your cart.".into(),
        (checkout::OrderStatus::Expired, _) => {
            "Not paid in time. What was in it went back to your cart.".into()
        }
        (checkout::OrderStatus::PaymentFailed, _) => {
            let reason = order.failure.as_deref().unwrap_or("The payment did not go through.");
            format!("{reason} Nothing was charged; you can try again.")
        }
        (_, Some(at)) => format!("Paid on {}. A receipt is in your mail.", time::day(at)),
        _ => format!("Placed on {}.", time::minute(order.created_at)),
    }
}

/// The provider has not told yet; the page looks again by itself.
#[component]
fn Waiting(id: Uuid) -> impl IntoView {
    let here = format!("/orders/{id}?paid=yes");
    view! {
        <Meta http_equiv="refresh" content=format!("5;url={here}") />
        <div class="flash flash-notice" role="status">
            "We are waiting for the payment provider’s word. This page looks again every few seconds. "
            <a href=here>"Look now"</a>
        </div>
    }
}

#[component]
fn Payable(order: Order) -> impl IntoView {
    view! {
        <div class="form-actions no-print">
            <Form action="/api/fn/pay_order">
                <Hidden name="order_id" value=order.id.to_string() />
                <Submit weight=Weight::Primary>{format!("Pay {} now", order.total)}</Submit>
            </Form>
            <Form action="/api/fn/cancel_order" confirm="Cancel this order? What is in it goes back to your cart.">
                <Hidden name="order_id" value=order.id.to_string() />
                <Submit weight=Weight::Quiet>"Cancel the order"</Submit>
            </Form>
            <p class="muted">{format!("It can be paid until {}.", time::minute(order.expires_at))}</p>
        </div>
    }
}

#[component]
fn Sheet(order: Order) -> impl IntoView {
    let sums = [("Subtotal", order.subtotal), ("Discount", order.discount), ("Tax", order.tax)];
    let sums = sums.into_iter().filter(|(name, amount)| *name == "Subtotal" || !amount.is_zero());
    let total = if order.total.is_zero() { "Free".to_owned() } else { order.total.to_string() };
    view! {
        <div class="order-sheet card">
            <ul class="lines" aria-label="What was ordered">
                {order.lines.into_iter().map(|line| view! { <OneLine line=line /> }).collect_view()}
            </ul>
            <dl class="sums">
                {sums
                    .map(|(name, amount)| {
                        view! {
                            <div>
                                <dt>{name}</dt>
                                <dd>{amount.to_string()}</dd>
                            </div>
                        }
                    })
                    .collect_view()}
                <div class="sums-total">
                    <dt>"Total"</dt>
                    <dd>{total}</dd>
                </div>
            </dl>
            <p class="muted">{order.refund_policy}</p>
        </div>
    }
}

#[component]
fn OneLine(line: Line) -> impl IntoView {
    let amount = if line.total.is_zero() { "Free".to_owned() } else { line.total.to_string() };
    let owned = line.entitlement_id.map(|id| {
        view! {
            <a class="link no-print" href=format!("/library/{id}")>
                "Files and licence key"
            </a>
        }
    });
    view! {
        <li class="line">
            <div class="line-what">
                <p class="line-title">{line.title}</p>
                <p class="muted">{format!("by {} · version {}", line.seller_name, line.version)}</p>
                <details class="more policy">
                    <summary>{line.licence_name}</summary>
                    <p>{line.licence_terms}</p>
                </details>
                {owned}
            </div>
            <div class="line-end">
                <p class="price">{amount}</p>
            </div>
        </li>
    }
}
