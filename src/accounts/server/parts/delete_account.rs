//! The end of an account: what goes, what stays, and what has to be done first.

use leptos::prelude::*;

use super::take_data::{Asked, Proof};
use crate::ui::button::{Submit, Weight};
use crate::ui::form::Form;
use crate::ui::layout::Section;

const GOES: [&str; 4] = [
    "Your name, picture, address and user name; the address can sign up anew.",
    "Your password, second factor, linked sign-ins, tokens, payout account and every sign-in.",
    "Your cart, your wishlist, the shops you follow and your library: download what you want to keep first.",
    "Copies of your data that were made for you.",
];
const STAYS: [&str; 3] = [
    "Orders, payments and the books, as the law asks of a shop, with the country and VAT number of an order, without your name.",
    "Your reviews, signed “Deleted person”: the ratings others bought by rest on them.",
    "The record of what was done at the shop and of downloads, with the addresses it was done from.",
];
const SHOP: [&str; 3] = [
    "Your listings leave the shelves at once, and drafts are deleted.",
    "Who bought something of yours keeps it and can download it.",
    "Your shop’s page goes. Its handle stays taken, so that nobody can pose as you.",
];

#[component]
pub fn DeleteAccount(
    hindrances: Vec<String>,
    sells: bool,
    /// None while it is not known yet that it is they.
    asked: Option<Asked>,
) -> impl IntoView {
    let free = hindrances.is_empty();
    let first = (!free).then(|| {
        view! {
            <div class="card stack">
                <h3>"First"</h3>
                <ul class="plain-list">{hindrances.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            </div>
        }
    });
    let form = asked.filter(|_| free).map(|asked| {
        view! {
            <Form action="/api/fn/delete_account" scope="end" confirm="Delete your account? This cannot be undone.">
                <Proof asked=asked />
                <div class="form-actions">
                    <Submit weight=Weight::Danger>"Delete my account"</Submit>
                </div>
            </Form>
        }
    });
    view! {
        <Section title="Delete your account">
            <p class="account-note">"It happens at once and cannot be undone. A mail confirms it."</p>
            <h3>"What goes"</h3>
            <List items=GOES.to_vec() />
            <h3>"What stays"</h3>
            <List items=STAYS.to_vec() />
            {sells
                .then(|| {
                    view! {
                        <h3>"Your shop"</h3>
                        <List items=SHOP.to_vec() />
                    }
                })}
            {first}
            {form}
        </Section>
    }
}

#[component]
fn List(items: Vec<&'static str>) -> impl IntoView {
    view! { <ul class="plain-list">{items.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul> }
}
