//! `/reset-password`: the link from the mail. Shown by GET and done by POST, for mail scanners open every link.

use leptos::prelude::*;

use crate::accounts::server::reset_password::is_open;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <PageHead title="Set a new password" unlisted=true />
            <div class="narrow">
                <PageTitle title="Set a new password" />
                {if open { view! { <NewPassword token=token /> }.into_any() } else { view! { <Stale /> }.into_any() }}
            </div>
        })
    })
}

#[component]
fn NewPassword(token: String) -> impl IntoView {
    view! {
        <div class="card">
            <Form action="/api/fn/reset_password">
                <Hidden name="token" value=token />
                <TextField
                    name="password"
                    label="New password"
                    kind="password"
                    autocomplete="new-password"
                    hint="At least 12 characters. Three or four unrelated words are a good one."
                    required=true
                    maxlength=512
                />
                <p class="field-hint">"Every sign-in of your account ends, and you sign in again with the new one."</p>
                <div class="form-actions">
                    <Submit weight=Weight::Primary class="btn-block">
                        "Set my password"
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
            text="It was used already, is older than 15 minutes, or a newer one was sent."
        >
            <LinkButton href="/forgot-password" weight=Weight::Primary>
                "Send a new link"
            </LinkButton>
        </EmptyState>
    }
}
