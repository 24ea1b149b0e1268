//! `/sign-in/link`: a provider vouched for somebody, and one question is left before they are let in.

use leptos::prelude::*;

use crate::accounts::server::oidc::link::{Question, question};
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn SignInLinkPage() -> impl IntoView {
    page(|cx| async move {
        let Some((label, question)) = question(&cx).await? else {
            leptos_axum::redirect(if cx.person.is_some() { "/account/security" } else { "/sign-in" });
            return Ok(().into_any());
        };
        let (title, lede) = match &question {
            Question::ToMe { .. } => {
                (format!("Link {label}"), format!("From then on you can sign in with {label} too."))
            }
            Question::ToAccount { email } => (
                "Is this account yours?".to_owned(),
                format!(
                    "There is an account with {email} already. Show once that it is yours, and from then on {label} is enough."
                ),
            ),
            Question::Address { .. } => (
                "One last question".to_owned(),
                format!("{label} did not confirm an email address, and we need one for receipts."),
            ),
        };
        let form = match question {
            Question::ToMe { has_password, second_factor } => {
                view! { <Link password=has_password code=second_factor.then_some("Code of your authenticator app") /> }
                    .into_any()
            }
            Question::ToAccount { .. } => view! {
                <Link password=true code=Some("Code of your authenticator app, if you have one") />
                <p class="card-foot">
                    "Forgot the password, or never had one? "
                    <a class="link" href="/forgot-password">
                        "Set a new one"
                    </a>
                </p>
            }
            .into_any(),
            Question::Address { email, username } => {
                view! { <Address email=email username=username /> }.into_any()
            }
        };
        Ok(view! {
            <PageHead title=title.clone() unlisted=true />
            <div class="narrow">
                <PageTitle title=title lede=lede />
                {form}
            </div>
        }
        .into_any())
    })
}

#[component]
fn Link(
    password: bool,
    /// The label of the code's field, where one may be needed.
    code: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="card">
            <Form action="/api/fn/link_sign_in">
                {password
                    .then(|| {
                        view! {
                            <TextField
                                name="password"
                                label="Your password here"
                                kind="password"
                                autocomplete="current-password"
                                required=true
                                maxlength=512
                            />
                        }
                    })}
                {code
                    .map(|label| {
                        view! { <TextField name="code" label=label autocomplete="one-time-code" maxlength=24 /> }
                    })}
                <div class="form-actions">
                    <Submit weight=Weight::Primary class="btn-block">
                        "Link it"
                    </Submit>
                </div>
            </Form>
        </div>
    }
}

#[component]
fn Address(email: String, username: String) -> impl IntoView {
    view! {
        <div class="card">
            <Form action="/api/fn/sign_up_with_provider">
                <TextField
                    name="email"
                    label="Email"
                    kind="email"
                    autocomplete="email"
                    value=email
                    hint="We send a link to confirm it."
                    required=true
                    maxlength=254
                />
                <TextField
                    name="username"
                    label="User name"
                    autocomplete="username"
                    value=username
                    hint="3 to 32 letters, digits, - or _."
                    required=true
                    maxlength=32
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary class="btn-block">
                        "Make my account"
                    </Submit>
                </div>
            </Form>
        </div>
    }
}
