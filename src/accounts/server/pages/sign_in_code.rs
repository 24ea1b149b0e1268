//! `/sign-in/code`: the second step, after the password was right.

use leptos::prelude::*;

use super::sign_in::next;
use crate::accounts::server::parts::passkeys::UsePasskey;
use crate::accounts::server::passkeys;
use crate::accounts::server::sign_in::page_before;
use crate::server::page::page;
use crate::server::session;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn SignInCodePage() -> impl IntoView {
    page(|cx| async move {
        let next = next(&cx);
        let begin_again = page_before(&next);
        if session::awaits_code_of(&cx.session, cx.now()).await?.is_none() {
            leptos_axum::redirect(&begin_again);
        }
        let by_passkey = passkeys::are_possible(&cx).then(|| {
            view! {
                <UsePasskey action="/api/fn/sign_in_with_passkey" next=next.clone() words="Use a passkey instead" />
            }
        });
        Ok(view! {
            <PageHead title="Enter your code" unlisted=true />
            <div class="narrow">
                <PageTitle title="Enter your code" lede="Your authenticator app shows it. Lost the app? One of your recovery codes does it too." />
                <div class="card stack">
                    <Form action="/api/fn/sign_in_code">
                        <Hidden name="next" value=next />
                        <TextField
                            name="code"
                            label="Code"
                            autocomplete="one-time-code"
                            hint="Six digits, or a recovery code."
                            required=true
                            maxlength=24
                        />
                        <div class="form-actions">
                            <Submit weight=Weight::Primary class="btn-block">
                                "Sign in"
                            </Submit>
                        </div>
                    </Form>
                    {by_passkey}
                </div>
                <p class="card-foot">
                    <a class="link" href=begin_again>
                        "Begin again"
                    </a>
                </p>
            </div>
        })
    })
}
