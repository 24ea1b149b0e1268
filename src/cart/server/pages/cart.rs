//! `/cart`

use leptos::prelude::*;
use uuid::Uuid;

use crate::cart::server::basket::basket;
use crate::cart::server::owner::Owner;
use crate::cart::types::{Basket, Item, Licence};
use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::field::SelectField;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::layout::PageTitle;
use crate::ui::thumb::Thumbnail;

#[component]
pub fn CartPage() -> impl IntoView {
    page(|cx| async move {
        let currency = cx.state.config.shop.currency;
        let basket = match Owner::of(&cx).await? {
            Some(owner) => basket(&cx.state.db, &owner, currency).await?,
            None => Basket { currency, items: Vec::new() },
        };
        let undo = undo(&cx)
            .map(|(asset_id, licence_id)| view! { <Undo asset_id=asset_id licence_id=licence_id /> });
        Ok(view! {
            <PageHead title="Cart" unlisted=true />
            <PageTitle title="Cart" lede=lede(&basket) />
            {undo}
            {if basket.items.is_empty() { view! { <Nothing /> }.into_any() } else { filled(basket)?.into_any() }}
        })
    })
}

fn lede(basket: &Basket) -> String {
    match basket.items.len() {
        0 => String::new(),
        1 => "One thing, ready when you are.".into(),
        n => format!("{n} things, ready when you are."),
    }
}

/// What was just taken out, from the address.
fn undo(cx: &Cx) -> Option<(Uuid, Uuid)> {
    let id = |name| cx.query(name).and_then(|value| value.parse().ok());
    Some((id("removed")?, id("licence")?))
}

#[component]
fn Undo(asset_id: Uuid, licence_id: Uuid) -> impl IntoView {
    view! {
        <div class="flash flash-notice undo" role="status">
            <span>"Removed from your cart."</span>
            <Form action="/api/fn/add_to_cart" scope="undo">
                <Hidden name="asset_id" value=asset_id.to_string() />
                <Hidden name="licence_id" value=licence_id.to_string() />
                <Submit weight=Weight::Quiet>"Put it back"</Submit>
            </Form>
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <EmptyState title="Your cart is empty" text="What you pick waits here until you are ready, also before you sign in.">
            <LinkButton href="/assets" weight=Weight::Primary>
                "Browse the shop"
            </LinkButton>
        </EmptyState>
    }
}

fn filled(basket: Basket) -> AppResult<impl IntoView> {
    let total = basket.total()?;
    let ready = basket.is_ready();
    let changed = basket.changed_prices().count() > 0;
    let sum = if total.is_zero() { "Free".to_owned() } else { total.to_string() };
    Ok(view! {
        <div class="with-summary">
            <ul class="lines" aria-label="In your cart">
                {basket.items.into_iter().map(|item| view! { <Line item=item /> }).collect_view()}
            </ul>
            <aside class="card summary" aria-label="Summary">
                <dl class="sums">
                    <div class="sums-total">
                        <dt>"Total"</dt>
                        <dd>{sum}</dd>
                    </div>
                </dl>
                {changed.then(|| view! { <p class="field-hint">"Some prices changed since you chose; the total has today’s."</p> })}
                {if ready {
                    view! {
                        <LinkButton href="/checkout" weight=Weight::Primary class="btn-block">
                            "Go to checkout"
                            <Glyph icon=Icon::ArrowRight />
                        </LinkButton>
                    }
                        .into_any()
                } else {
                    view! { <p class="field-error">"Remove what cannot be ordered, and you can go on."</p> }.into_any()
                }}
                <p class="field-hint">"Yours at once after payment: download, licence key and receipt."</p>
            </aside>
        </div>
    })
}

#[component]
fn Line(item: Item) -> impl IntoView {
    let href = format!("/assets/{}", item.slug);
    let price = item.licence.price;
    let amount = if price.is_zero() { "Free".to_owned() } else { price.to_string() };
    let was = (item.problem.is_none() && item.price_changed())
        .then(|| view! { <p class="line-note">{format!("Was {} when you added it.", item.seen)}</p> });
    let problem = item.problem.map(|problem| view! { <p class="field-error">{problem.words()}</p> });
    let remove = format!("Remove {}", item.title);
    view! {
        <li class="line">
            <Thumbnail picture=item.thumb.clone() />
            <div class="line-what">
                <p class="line-title">
                    <a href=href>{item.title.clone()}</a>
                </p>
                <p class="muted">
                    "by " <a href=format!("/sellers/{}", item.seller_handle)>{item.seller_name.clone()}</a>
                </p>
                {problem}
                {was}
                <Choice item_id=item.id title=item.title.clone() chosen=item.licence.clone() offers=item.offers />
            </div>
            <div class="line-end">
                <p class="price">{amount}</p>
                <Form action="/api/fn/remove_from_cart" scope=item.id.to_string()>
                    <Hidden name="item_id" value=item.id.to_string() />
                    <Submit weight=Weight::Quiet class="btn-sm" label=remove>
                        "Remove"
                    </Submit>
                </Form>
            </div>
        </li>
    }
}

/// The licence, and another one where there is a choice.
#[component]
fn Choice(item_id: Uuid, title: String, chosen: Licence, offers: Vec<Licence>) -> impl IntoView {
    if offers.iter().all(|offer| offer.id == chosen.id) {
        return view! { <p class="muted">{chosen.name}</p> }.into_any();
    }
    let options =
        offers.into_iter().map(|offer| (offer.id.to_string(), format!("{} · {}", offer.name, offer.price)));
    let options: Vec<_> = options.collect();
    view! {
        <Form action="/api/fn/change_licence" scope=item_id.to_string() class="line-choice">
            <Hidden name="item_id" value=item_id.to_string() />
            <SelectField name="licence_id" label="Licence" about=title options=options value=chosen.id.to_string() />
            <Submit weight=Weight::Quiet class="btn-sm">
                "Change"
            </Submit>
        </Form>
    }
    .into_any()
}
