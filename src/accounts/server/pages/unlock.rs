//! `/unlock`: the link of an account that was guessed at.

use leptos::prelude::*;

use crate::accounts::server::lift_lockout::is_open;
use crate::accounts::server::parts::by_link::ByLink;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn UnlockPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <ByLink
                title="Try again"
                open=open
                stale="It was used already or is older than a day. A new password lets you in too."
                otherwise=("/forgot-password", "Set a new password")
            >
                <p>
                    "Your account refuses passwords after too many wrong ones. In this browser you may try again for the next 15 minutes; for everybody else it stays closed."
                </p>
                <Form action="/api/fn/lift_lockout">
                    <Hidden name="token" value=token />
                    <Submit weight=Weight::Primary class="btn-block">
                        "Let me sign in"
                    </Submit>
                </Form>
            </ByLink>
        })
    })
}
