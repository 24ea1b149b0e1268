//! `/change-email`: the links of a changed address, the one sent to the old and the one sent to the new.

use leptos::prelude::*;

use crate::accounts::server::change_email::is_open;
use crate::accounts::server::parts::by_link::ByLink;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn ChangeEmailPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <ByLink
                title="Change the email address"
                open=open
                stale="The change was made already, was called off, or is older than a day."
                otherwise=("/account/security", "My account")
            >
                <p>"Once both addresses agreed, the account has the new one."</p>
                <Form action="/api/fn/agree_to_email">
                    <Hidden name="token" value=token />
                    <Submit weight=Weight::Primary class="btn-block">
                        "Agree to the change"
                    </Submit>
                </Form>
            </ByLink>
        })
    })
}
