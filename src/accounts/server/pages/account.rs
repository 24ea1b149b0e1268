//! `/account`: what others see of oneself, and how one wants things written.

use leptos::prelude::*;

use crate::accounts::server::parts::confirm_first::ConfirmFirst;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::parts::picture::Picture;
use crate::accounts::server::parts::shop_front::ShopFront;
use crate::accounts::server::store::shops;
use crate::kit::error::AppError;
use crate::kit::locale::Locale;
use crate::server::cx::Person;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit};
use crate::ui::field::{SelectField, TextField};
use crate::ui::form::Form;
use crate::ui::layout::Section;

const WHY: &str = "Selling and reviewing need a confirmed address.";

#[component]
pub fn AccountPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let unconfirmed = (!person.email_verified).then(|| person.email.clone());
        let shop = match person.seller {
            Some(_) => shops::of(&cx.state.db, person.id).await?,
            None => None,
        };
        let selling = match shop {
            Some(shop) => {
                let currency = person.currency.unwrap_or(cx.state.config.shop.currency);
                view! { <ShopFront shop=shop currency=currency /> }.into_any()
            }
            None => view! { <OpenOne /> }.into_any(),
        };
        let examples = Locale::ALL.map(|locale| (locale.code().to_owned(), locale.shown(cx.now()))).to_vec();
        Ok(view! {
            <AccountFrame here=Tab::Profile email=person.email.clone()>
                {unconfirmed.map(|email| view! { <ConfirmFirst email=email why=WHY /> })}
                <Profile person=(*person).clone() examples=examples />
                {selling}
            </AccountFrame>
        })
    })
}

#[component]
fn Profile(person: Person, examples: Vec<(String, String)>) -> impl IntoView {
    let (tone, state) =
        if person.email_verified { (Tone::Good, "confirmed") } else { (Tone::Waiting, "not confirmed") };
    view! {
        <Section title="Profile">
            <dl class="account-facts">
                <dt>"Email"</dt>
                <dd>{person.email} " " <Badge tone=tone text=state /></dd>
            </dl>
            <Picture name=person.display_name.clone() picture=person.avatar />
            <Form action="/api/fn/save_profile">
                <TextField
                    name="display_name"
                    label="Name to show"
                    value=person.display_name
                    autocomplete="name"
                    hint="Stands at your reviews."
                    required=true
                    maxlength=60
                />
                <TextField
                    name="username"
                    label="User name"
                    value=person.username
                    autocomplete="username"
                    hint="What the shop knows you by. 3 to 32 letters, digits, - or _."
                    required=true
                    maxlength=32
                />
                <SelectField
                    name="locale"
                    label="Dates and numbers"
                    options=examples
                    value=person.locale.unwrap_or_default().code()
                    hint="How they are written for you. The words stay English."
                />
                <div class="form-actions">
                    <Submit>"Save"</Submit>
                </div>
            </Form>
        </Section>
    }
}

#[component]
fn OpenOne() -> impl IntoView {
    view! {
        <Section title="Selling">
            <p>"Sell what you make. Opening a shop takes a minute and costs nothing."</p>
            <div class="form-actions">
                <LinkButton href="/become-a-seller">"Open your shop"</LinkButton>
            </div>
        </Section>
    }
}
