//! `/account`

use leptos::prelude::*;

use crate::accounts::server::parts::confirm_first::ConfirmFirst;
use crate::accounts::server::parts::sessions::Sessions;
use crate::accounts::server::store::sessions;
use crate::kit::error::AppError;
use crate::server::cx::Person;
use crate::server::page::page;
use crate::server::session;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::head::PageHead;
use crate::ui::layout::{PageTitle, Section};

const WHY: &str = "Selling and reviewing need a confirmed address.";

#[component]
pub fn AccountPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let sessions = sessions::of(&cx.state.db, person.id, cx.now()).await?;
        let current = session::key(&cx.session);
        let unconfirmed = (!person.email_verified).then(|| person.email.clone());
        Ok(view! {
            <PageHead title="Account" unlisted=true />
            <div class="account">
                <PageTitle title="Account" lede=format!("Signed in as {}.", person.email)>
                    <Form action="/api/fn/sign_out">
                        <Submit>"Sign out"</Submit>
                    </Form>
                </PageTitle>
                {unconfirmed.map(|email| view! { <ConfirmFirst email=email why=WHY /> })}
                <Profile person=(*person).clone() />
                <Selling handle=person.seller.clone() />
                <Password />
                <Section title="Where you are signed in">
                    <Sessions sessions=sessions current=current />
                    <Form
                        action="/api/fn/sign_out_everywhere"
                        confirm="End every other sign-in, programs included?"
                    >
                        <div class="form-actions">
                            <Submit weight=Weight::Danger>"Sign out everywhere else"</Submit>
                        </div>
                    </Form>
                </Section>
            </div>
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

#[component]
fn Password() -> impl IntoView {
    view! {
        <Section title="Password">
            <Form action="/api/fn/change_password">
                <TextField
                    name="current_password"
                    label="Present password"
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    maxlength=512
                />
                <TextField
                    name="new_password"
                    label="New password"
                    kind="password"
                    autocomplete="new-password"
                    hint="At least 12 characters. Changing it ends every other sign-in."
                    required=true
                    maxlength=512
                />
                <div class="form-actions">
                    <Submit>"Change password"</Submit>
                </div>
            </Form>
        </Section>
    }
}
