//! `/checkout`

use leptos::prelude::*;

use crate::cart::{self, Basket, Item, Owner};
use crate::checkout::rules::terms::REFUND_POLICY;
use crate::kit::error::AppResult;
use crate::server::page::page;
use crate::server::session;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::field::CheckField;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;
use crate::ui::thumb::Thumbnail;

#[component]
pub fn CheckoutPage() -> impl IntoView {
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let owner = Owner::Person(buyer.user_id);
        let basket = cart::basket(&cx.state.db, &owner, cx.state.config.shop.currency).await?;
        let content = if basket.is_ready() {
            ready(basket, cx.state.sandbox.is_some())?.into_any()
        } else {
            view! { <NotYet empty=basket.items.is_empty() /> }.into_any()
        };
        Ok(view! {
            <PageHead title="Checkout" unlisted=true />
            <PageTitle title="Checkout" />
            {content}
        })
    })
}

#[component]
fn NotYet(empty: bool) -> impl IntoView {
    let (title, text, href, words) = if empty {
        (
            "Your cart is empty",
            "Choose something first; it takes one click to put it here.",
            "/assets",
            "Browse the shop",
        )
    } else {
        (
            "Something in your cart cannot be ordered",
            "Have a look: the cart says what and why. Remove it, and you can go on.",
            "/cart",
            "Back to the cart",
        )
    };
    view! {
        <EmptyState title=title text=text>
            <LinkButton href=href weight=Weight::Primary>
                {words}
            </LinkButton>
        </EmptyState>
    }
}

fn ready(basket: Basket, sandbox: bool) -> AppResult<impl IntoView> {
    let total = basket.total()?;
    let free = total.is_zero();
    let (sum, button) =
        if free { ("Free".into(), "Get it now".into()) } else { (total.to_string(), format!("Pay {total}")) };
    let after = match (free, sandbox) {
        (true, _) => "Nothing is charged. Everything is in your library at once.",
        (false, true) => "Next comes the sandbox payment page. No real money moves.",
        (false, false) => "Next comes the payment provider’s page.",
    };
    Ok(view! {
        <div class="with-summary">
            <ul class="lines" aria-label="What you order">
                {basket.items.iter().map(|item| view! { <Line item=item.clone() /> }).collect_view()}
            </ul>
            <aside class="card summary" aria-label="Your order">
                <dl class="sums">
                    <div>
                        <dt>"Subtotal"</dt>
                        <dd>{sum.clone()}</dd>
                    </div>
                    <div>
                        <dt>"Tax"</dt>
                        <dd>"included"</dd>
                    </div>
                    <div class="sums-total">
                        <dt>"Total"</dt>
                        <dd>{sum}</dd>
                    </div>
                </dl>
                <Form action="/api/fn/place_order">
                    <Hidden name="key" value=session::fresh_key() />
                    <Hidden name="shown_minor" value=total.minor.to_string() />
                    <Hidden name="currency" value=total.currency.code() />
                    <CheckField
                        name="waiver"
                        label="Deliver at once"
                        hint="Optional. You agree that delivery begins immediately and that your right of withdrawal ends with the first download. Otherwise we ask you then."
                    />
                    <Submit weight=Weight::Primary class="btn-block">
                        {button}
                    </Submit>
                </Form>
                <p class="field-hint">{after}</p>
                <details class="more policy">
                    <summary>"Withdrawal and refunds"</summary>
                    <p>{REFUND_POLICY}</p>
                </details>
            </aside>
        </div>
    })
}

#[component]
fn Line(item: Item) -> impl IntoView {
    let price = item.licence.price;
    let amount = if price.is_zero() { "Free".to_owned() } else { price.to_string() };
    let version =
        item.version.as_ref().map(|version| format!(" · version {}", version.number)).unwrap_or_default();
    view! {
        <li class="line">
            <Thumbnail picture=item.thumb.clone() />
            <div class="line-what">
                <p class="line-title">{item.title.clone()}</p>
                <p class="muted">{format!("by {}{version}", item.seller_name)}</p>
                <details class="more policy">
                    <summary>{item.licence.name.clone()}</summary>
                    <p>{item.licence.terms.clone()}</p>
                </details>
            </div>
            <div class="line-end">
                <p class="price">{amount}</p>
            </div>
        </li>
    }
}
