//! `/unlock`: the link from the mail about too many wrong passwords. Shown by GET and done by POST.

use leptos::prelude::*;

use crate::accounts::server::lift_lockout::is_open;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn UnlockPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <PageHead title="Try again" unlisted=true />
            <div class="narrow">
                <PageTitle title="Try again" />
                {if open { view! { <Lift token=token /> }.into_any() } else { view! { <Stale /> }.into_any() }}
            </div>
        })
    })
}

#[component]
fn Lift(token: String) -> impl IntoView {
    view! {
        <div class="card stack">
            <p>
                "Your account refuses passwords after too many wrong ones. In this browser you may try again for the next 15 minutes; for everybody else it stays closed."
            </p>
            <Form action="/api/fn/lift_lockout">
                <Hidden name="token" value=token />
                <div class="form-actions">
                    <Submit weight=Weight::Primary class="btn-block">
                        "Let me sign in"
                    </Submit>
                </div>
            </Form>
        </div>
    }
}

#[component]
fn Stale() -> impl IntoView {
    view! {
        <EmptyState
            title="This link does not work any more"
            text="It was used already or is older than a day. A new password lets you in too."
        >
            <LinkButton href="/sign-in" weight=Weight::Primary>
                "Sign in"
            </LinkButton>
            <LinkButton href="/forgot-password">"Set a new password"</LinkButton>
        </EmptyState>
    }
}
