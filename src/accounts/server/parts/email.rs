//! The address on the security page, and a change of it under way.

use leptos::prelude::*;

use crate::db::entities::email_change;
use crate::kit::time;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn EmailAddress(under_way: Option<email_change::Model>) -> impl IntoView {
    view! {
        <Section title="Email address">
            {match under_way {
                Some(change) => view! { <UnderWay change=change /> }.into_any(),
                None => view! { <Change /> }.into_any(),
            }}
        </Section>
    }
}

#[component]
fn UnderWay(change: email_change::Model) -> impl IntoView {
    let missing = match (change.old_confirmed_at.is_some(), change.new_confirmed_at.is_some()) {
        (true, _) => "The link at the new address is still to be opened.",
        (_, true) => "The link at the present address is still to be opened.",
        _ => "The links at both addresses are still to be opened.",
    };
    view! {
        <p>
            "A change to " <strong>{change.email}</strong> " is under way until " {time::minute(change.expires_at)} ". "
            {missing}
        </p>
        <Form action="/api/fn/cancel_email_change">
            <div class="form-actions">
                <Submit weight=Weight::Quiet>"Call it off"</Submit>
            </div>
        </Form>
    }
}

#[component]
fn Change() -> impl IntoView {
    view! {
        <Form action="/api/fn/change_email">
            <TextField
                name="email"
                label="New email address"
                kind="email"
                autocomplete="email"
                hint="We write to both addresses; both have to agree."
                required=true
                maxlength=254
            />
            <TextField
                name="password"
                label="Your password"
                kind="password"
                autocomplete="current-password"
                required=true
                maxlength=512
            />
            <div class="form-actions">
                <Submit>"Change address"</Submit>
            </div>
        </Form>
    }
}
