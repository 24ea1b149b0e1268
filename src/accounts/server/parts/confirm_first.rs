//! What stands where an unconfirmed address is not enough.

use leptos::prelude::*;

use crate::server::cx::Cx;
use crate::ui::button::Submit;
use crate::ui::form::Form;

#[component]
pub fn ConfirmFirst(#[prop(into)] email: String, #[prop(into)] why: String) -> impl IntoView {
    view! {
        <section class="card">
            <h2>"Confirm your email address"</h2>
            <p>{why} " We sent a link to " <strong>{email}</strong> "; it works once, for 24 hours."</p>
            {mail_hint().map(|words| view! { <p class="muted">{words}</p> })}
            <Form action="/api/fn/send_verification">
                <div class="form-actions">
                    <Submit>"Send the link again"</Submit>
                </div>
            </Form>
        </section>
    }
}

/// Where to look for the mail while none goes out.
fn mail_hint() -> Option<String> {
    let server = &Cx::current().ok()?.state.config.server;
    let folder = server.data_dir.join("mail");
    (!server.is_production())
        .then(|| format!("In development mail lies in files under {}.", folder.display()))
}
