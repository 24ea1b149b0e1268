//! `/unsubscribe`: the link in every mail that can be turned off. Shown by GET, done by POST.

use leptos::prelude::*;

use crate::accounts::server::notifications::told;
use crate::accounts::server::parts::by_link::ByLink;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn UnsubscribePage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let kind = told(&cx.state, &token).map(|(_, kind)| kind.words());
        Ok(view! {
            <ByLink
                title="No more of these mails"
                open=kind.is_some()
                stale="It may have been cut short by a mail program."
                otherwise=("/account/notifications", "Choose your mails")
            >
                <p>"You get no more mails of the kind “" {kind.unwrap_or_default()} "”. All others stay as they are."</p>
                <Form action="/api/fn/unsubscribe">
                    <Hidden name="token" value=token />
                    <Submit weight=Weight::Primary class="btn-block">
                        "Turn them off"
                    </Submit>
                </Form>
            </ByLink>
        })
    })
}
