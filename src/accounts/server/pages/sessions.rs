//! `/account/sessions`: where one is signed in, and how to end it.

use leptos::prelude::*;

use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::parts::sessions::Sessions;
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::server::session;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn SessionsPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let sessions = cx.state.sessions.of(person.id, cx.now()).await?;
        let current = session::key(&cx.session);
        Ok(view! {
            <AccountFrame here=Tab::Sessions email=person.email.clone()>
                <Section title="Where you are signed in">
                    <p class="muted account-note">
                        "A sign-in ends by itself 14 days after its last use, and after 90 days at most."
                    </p>
                    <Sessions sessions=sessions current=current />
                    <Form action="/api/fn/sign_out_everywhere" confirm="End every other sign-in, programs included?">
                        <div class="form-actions">
                            <Submit weight=Weight::Danger>"Sign out everywhere else"</Submit>
                        </div>
                    </Form>
                </Section>
            </AccountFrame>
        })
    })
}
