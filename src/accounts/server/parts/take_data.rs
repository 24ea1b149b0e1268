//! The copy of one's data: asked for, being made, there.

use leptos::prelude::*;

use crate::db::entities::data_export;
use crate::kit::time;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{Fault, TextField};
use crate::ui::form::{Form, Hidden};
use crate::ui::layout::Section;

/// What a form asks to be sure of who sends it.
#[derive(Clone, Debug)]
pub struct Asked {
    pub password: bool,
    pub code: bool,
    pub token: String,
}

/// The fields for it.
#[component]
pub fn Proof(asked: Asked) -> impl IntoView {
    view! {
        <Hidden name="token" value=asked.token />
        <Fault name="token" />
        {asked
            .password
            .then(|| {
                view! {
                    <TextField
                        name="password"
                        label="Your password"
                        kind="password"
                        autocomplete="current-password"
                        required=true
                        maxlength=512
                    />
                }
            })}
        {asked
            .code
            .then(|| {
                view! {
                    <TextField name="code" label="Code of your second factor" autocomplete="one-time-code" required=true maxlength=24 />
                }
            })}
    }
}

#[component]
pub fn TakeData(
    copy: Option<data_export::Model>,
    /// None while it is not known yet that it is they.
    asked: Option<Asked>,
) -> impl IntoView {
    let ready = copy.as_ref().is_some_and(|copy| copy.ready_at.is_some());
    let making = copy.is_some() && !ready;
    let until = copy.filter(|_| ready).map(|copy| time::minute(copy.expires_at));
    view! {
        <Section title="A copy of your data">
            <p class="account-note">
                "Everything the shop knows of you in one file (JSON): your profile, orders, payments, library, reviews, sign-ins, what you sell, and what was recorded of your account."
            </p>
            {making.then(|| view! { <p>"Your copy is being made. We write to you when it is ready."</p> })}
            {until
                .map(|until| {
                    view! {
                        <p>"Your copy is ready, and kept until " {until} "."</p>
                        <div class="form-actions">
                            <LinkButton href="/account/data/copy" weight=Weight::Primary>
                                "Fetch my copy"
                            </LinkButton>
                        </div>
                    }
                })}
            {asked
                .filter(|_| !making)
                .map(|asked| {
                    view! {
                        <Form action="/api/fn/ask_for_data" scope="copy">
                            <Proof asked=asked />
                            <div class="form-actions">
                                <Submit>{if ready { "Make a new copy" } else { "Make my copy" }}</Submit>
                            </div>
                        </Form>
                    }
                })}
        </Section>
    }
}
