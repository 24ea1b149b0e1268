//! `/reset-password`: the link of a forgotten password.

use leptos::prelude::*;

use crate::accounts::server::parts::by_link::ByLink;
use crate::accounts::server::parts::new_password::NewPassword;
use crate::accounts::server::reset_password::is_open;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn ResetPasswordPage() -> impl IntoView {
    page(|cx| async move {
        let token = cx.query("token").unwrap_or_default();
        let open = is_open(&cx, &token).await?;
        Ok(view! {
            <ByLink
                title="Set a new password"
                open=open
                stale="It was used already, is older than 15 minutes, or a newer one was sent."
                otherwise=("/forgot-password", "Send a new link")
            >
                <Form action="/api/fn/reset_password">
                    <Hidden name="token" value=token />
                    <NewPassword name="password" again="password_again" label="New password" />
                    <p class="field-hint">"Every sign-in of your account ends, and you sign in again with the new one."</p>
                    <div class="form-actions">
                        <Submit weight=Weight::Primary class="btn-block">
                            "Set my password"
                        </Submit>
                    </div>
                </Form>
            </ByLink>
        })
    })
}
