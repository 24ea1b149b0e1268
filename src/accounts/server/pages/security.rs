//! `/account/security`: the ways to prove that one is oneself.

use leptos::prelude::*;

use crate::accounts::server::change_email::under_way;
use crate::accounts::server::parts::email::EmailAddress;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::parts::second_factor::second_factor;
use crate::accounts::server::second_factor::progress;
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::Submit;
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn SecurityPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let second_factor = second_factor(progress(&cx, &person).await?)?;
        let under_way = under_way(&cx, &cx.buyer()?).await?;
        Ok(view! {
            <AccountFrame here=Tab::Security email=person.email.clone()>
                {second_factor}
                <Password />
                <EmailAddress under_way=under_way />
            </AccountFrame>
        })
    })
}

#[component]
fn Password() -> impl IntoView {
    view! {
        <Section title="Password">
            <Form action="/api/fn/change_password">
                <TextField
                    name="current_password"
                    label="Present password"
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    maxlength=512
                />
                <TextField
                    name="new_password"
                    label="New password"
                    kind="password"
                    autocomplete="new-password"
                    hint="At least 12 characters. Changing it ends every other sign-in."
                    required=true
                    maxlength=512
                />
                <div class="form-actions">
                    <Submit>"Change password"</Submit>
                </div>
            </Form>
        </Section>
    }
}
