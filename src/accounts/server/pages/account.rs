//! `/account`: what others see of oneself.

use leptos::prelude::*;

use crate::accounts::server::parts::confirm_first::ConfirmFirst;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::kit::error::AppError;
use crate::server::cx::Person;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

const WHY: &str = "Selling and reviewing need a confirmed address.";

#[component]
pub fn AccountPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let unconfirmed = (!person.email_verified).then(|| person.email.clone());
        Ok(view! {
            <AccountFrame here=Tab::Profile email=person.email.clone()>
                {unconfirmed.map(|email| view! { <ConfirmFirst email=email why=WHY /> })}
                <Profile person=(*person).clone() />
                <Selling handle=person.seller.clone() />
            </AccountFrame>
        })
    })
}

#[component]
fn Profile(person: Person) -> impl IntoView {
    let (tone, state) =
        if person.email_verified { (Tone::Good, "confirmed") } else { (Tone::Waiting, "not confirmed") };
    view! {
        <Section title="Profile">
            <dl class="account-facts">
                <dt>"User name"</dt>
                <dd>{person.username}</dd>
                <dt>"Email"</dt>
                <dd>{person.email} " " <Badge tone=tone text=state /></dd>
            </dl>
            <Form action="/api/fn/save_profile">
                <TextField
                    name="display_name"
                    label="Name to show"
                    value=person.display_name
                    autocomplete="name"
                    required=true
                    maxlength=60
                />
                <div class="form-actions">
                    <Submit>"Save"</Submit>
                </div>
            </Form>
        </Section>
    }
}

#[component]
fn Selling(handle: Option<String>) -> impl IntoView {
    let Some(handle) = handle else {
        return view! {
            <Section title="Selling">
                <p>"Sell what you make. Opening a shop takes a minute and costs nothing."</p>
                <div class="form-actions">
                    <LinkButton href="/become-a-seller">"Open your shop"</LinkButton>
                </div>
            </Section>
        }
        .into_any();
    };
    let path = format!("/sellers/{handle}");
    let words = path.clone();
    view! {
        <Section title="Selling">
            <p>
                "Your shop is at " <a class="link" href=path>
                    {words}
                </a> "."
            </p>
        </Section>
    }
    .into_any()
}
