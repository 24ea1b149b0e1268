//! `/sandbox/checkout/{id}`: what a payment provider's own page would be.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::checkout::server::sandbox;
use crate::kit::error::AppError;
use crate::ports::payments::sandbox::{Checkout, CheckoutStatus};
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;

#[component]
pub fn SandboxPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id");
    page(|cx| async move {
        let checkout = sandbox::find(&cx.state, &id.ok_or_else(AppError::not_found)?).await?;
        let amount = checkout.charge.amount.to_string();
        Ok(view! {
            <PageHead title="Sandbox payment" unlisted=true />
            <div class="sandbox card">
                <Badge text="Sandbox" tone=Tone::Accent />
                <h1>"Pay " {amount}</h1>
                <p class="sandbox-what">{checkout.charge.description.clone()}</p>
                <p class="muted">
                    "This page stands for the payment provider’s own. No card is asked for, and no money moves."
                </p>
                {match checkout.status {
                    CheckoutStatus::Open => view! { <Choices checkout=checkout /> }.into_any(),
                    _ => view! { <Closed checkout=checkout /> }.into_any(),
                }}
            </div>
        })
    })
}

#[component]
fn Choices(checkout: Checkout) -> impl IntoView {
    let declined = (checkout.declines > 0).then(
        || view! { <p class="field-error" role="status">"Your card was declined. You can try again."</p> },
    );
    let id = checkout.id;
    let (pay, decline, abandon) = (id.clone(), id.clone(), id);
    view! {
        {declined}
        <div class="sandbox-choices">
            <Form action="/api/fn/sandbox_pay">
                <Hidden name="checkout_id" value=pay />
                <Submit weight=Weight::Primary class="btn-block">
                    {format!("Pay {}", checkout.charge.amount)}
                </Submit>
            </Form>
            <Form action="/api/fn/sandbox_decline">
                <Hidden name="checkout_id" value=decline />
                <Submit class="btn-block">"Decline the card"</Submit>
            </Form>
            <Form action="/api/fn/sandbox_abandon">
                <Hidden name="checkout_id" value=abandon />
                <Submit weight=Weight::Quiet class="btn-block">
                    "Abandon and go back"
                </Submit>
            </Form>
        </div>
    }
}

#[component]
fn Closed(checkout: Checkout) -> impl IntoView {
    let (words, href) = match checkout.status {
        CheckoutStatus::Paid => ("This has been paid.", checkout.charge.return_url),
        CheckoutStatus::Cancelled => ("This payment was cancelled.", checkout.charge.cancel_url),
        CheckoutStatus::Open | CheckoutStatus::Expired => {
            ("This payment was not made in time.", checkout.charge.cancel_url)
        }
    };
    view! {
        <p role="status">{words}</p>
        <LinkButton href=href weight=Weight::Primary class="btn-block">
            "Back to the shop"
        </LinkButton>
    }
}
