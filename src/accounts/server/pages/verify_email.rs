//! `/verify-email`: shown by GET and done by POST, for mail scanners open every link.

use leptos::prelude::*;

use crate::accounts::server::email_links::is_open;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <PageHead title="Confirm your email address" unlisted=true />
            <div class="narrow">
                <PageTitle title="Confirm your email address" />
                {if open {
                    view! { <Confirm token=token /> }.into_any()
                } else {
                    view! { <Stale /> }.into_any()
                }}
            </div>
        })
    })
}

#[component]
fn Confirm(token: String) -> impl IntoView {
    view! {
        <div class="card">
            <p>"One more press, and we know that this address is yours."</p>
            <Form action="/api/fn/verify_email">
                <Hidden name="token" value=token />
                <div class="form-actions">
                    <Submit weight=Weight::Primary class="btn-block">
                        "Confirm my address"
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
            text="It was used already, is older than a day, or a newer one was sent. Your account page sends another."
        >
            <LinkButton href="/account" weight=Weight::Primary>
                "My account"
            </LinkButton>
        </EmptyState>
    }
}
