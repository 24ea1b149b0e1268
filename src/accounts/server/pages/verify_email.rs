//! `/verify-email`: the link that confirms an address.

use leptos::prelude::*;

use crate::accounts::server::email_links::is_open;
use crate::accounts::server::parts::by_link::ByLink;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn VerifyEmailPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <ByLink
                title="Confirm your email address"
                open=open
                stale="It was used already, is older than a day, or a newer one was sent. Your account page sends another."
                otherwise=("/account", "My account")
            >
                <p>"One more press, and we know that this address is yours."</p>
                <Form action="/api/fn/verify_email">
                    <Hidden name="token" value=token />
                    <Submit weight=Weight::Primary class="btn-block">
                        "Confirm my address"
                    </Submit>
                </Form>
            </ByLink>
        })
    })
}
