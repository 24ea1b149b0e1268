//! `/account/notifications`: which mails one wants.

use leptos::prelude::*;

use crate::accounts::rules::notification::{ALWAYS, Notification};
use crate::accounts::server::notifications::settings;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::Submit;
use crate::ui::field::CheckField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn NotificationsPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let settings = settings(&cx, &person).await?;
        Ok(view! {
            <AccountFrame here=Tab::Notifications email=person.email.clone()>
                <Section title="Mails you choose">
                    <Choices settings=settings />
                </Section>
                <Section title="Mails that always go">
                    <dl class="always">
                        {ALWAYS
                            .map(|(what, why)| {
                                view! {
                                    <dt>{what}</dt>
                                    <dd class="muted">{why}</dd>
                                }
                            })
                            .collect_view()}
                    </dl>
                </Section>
            </AccountFrame>
        })
    })
}

#[component]
fn Choices(settings: Vec<(Notification, bool)>) -> impl IntoView {
    view! {
        <Form action="/api/fn/save_notifications">
            {settings
                .into_iter()
                .map(|(kind, wanted)| {
                    view! { <CheckField name=kind.code() label=kind.words() checked=wanted hint=kind.hint() /> }
                })
                .collect_view()}
            <div class="form-actions">
                <Submit>"Save"</Submit>
            </div>
        </Form>
    }
}
