//! `/account/security`: the ways to prove that one is oneself.

use leptos::prelude::*;

use crate::accounts::server::change_email::under_way;
use crate::accounts::server::oidc::linked::{has_password, linked};
use crate::accounts::server::parts::email::EmailAddress;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::parts::linked::LinkedSignIns;
use crate::accounts::server::parts::new_password::NewPassword;
use crate::accounts::server::parts::passkeys::Passkeys;
use crate::accounts::server::parts::second_factor::{RecoveryCodes, second_factor};
use crate::accounts::server::passkeys;
use crate::accounts::server::second_factor::{progress, recovery};
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::layout::Section;

#[component]
pub fn SecurityPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let second_factor = second_factor(progress(&cx, &person).await?)?;
        let recovery = recovery(&cx, &person).await?;
        let buyer = cx.buyer()?;
        let local = cx.state.config.auth.local;
        let passkeys = match passkeys::are_possible(&cx) {
            true => Some(passkeys::list(&cx, &buyer).await?),
            false => None,
        };
        let under_way = under_way(&cx, &buyer).await?;
        let linked = linked(&cx, &buyer).await?;
        let has_password = has_password(&cx, &buyer).await?;
        Ok(view! {
            <AccountFrame here=Tab::Security email=person.email.clone()>
                {passkeys.map(|passkeys| view! { <Passkeys passkeys=passkeys password=local && has_password /> })}
                {second_factor}
                {recovery.map(|recovery| view! { <RecoveryCodes recovery=recovery /> })}
                {local.then(|| view! { <Password exists=has_password /> })}
                <LinkedSignIns linked=linked />
                <EmailAddress under_way=under_way />
            </AccountFrame>
        })
    })
}

#[component]
fn Password(
    /// Whoever came by a provider may have none.
    exists: bool,
) -> impl IntoView {
    let inside =
        if exists { view! { <ChangePassword /> }.into_any() } else { view! { <NoPassword /> }.into_any() };
    view! { <Section title="Password">{inside}</Section> }
}

#[component]
fn NoPassword() -> impl IntoView {
    view! {
        <p>"You have none: you sign in with a linked sign-in. A link by mail lets you set one."</p>
        <div class="form-actions">
            <LinkButton href="/forgot-password">"Set a password"</LinkButton>
        </div>
    }
}

#[component]
fn ChangePassword() -> impl IntoView {
    view! {
            <Form action="/api/fn/change_password">
                <TextField
                    name="current_password"
                    label="Present password"
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    maxlength=512
                />
                <NewPassword name="new_password" again="new_password_again" label="New password" />
                <p class="field-hint">"Changing it ends every other sign-in, and revokes your tokens."</p>
                <div class="form-actions">
                    <Submit>"Change password"</Submit>
                </div>
            </Form>
    }
}
