//! `/forgot-password`

use leptos::prelude::*;

use crate::accounts::server::parts::proof::Proof;
use crate::accounts::server::robots;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    page(|cx| async move {
        if !cx.state.config.auth.local {
            leptos_axum::redirect("/sign-in");
        }
        let asked = robots::asked(&cx).await;
        Ok(view! {
            <PageHead title="Forgot your password?" unlisted=true />
            <div class="narrow">
                <PageTitle title="Forgot your password?" lede="We send a link that sets a new one. It works for 15 minutes." />
                <div class="card">
                    <Form action="/api/fn/forgot_password">
                        <TextField
                            name="email"
                            label="Email"
                            kind="email"
                            autocomplete="username"
                            required=true
                            maxlength=254
                        />
                        <Proof asked=asked />
                        <div class="form-actions">
                            <Submit weight=Weight::Primary class="btn-block">
                                "Send me the link"
                            </Submit>
                        </div>
                    </Form>
                </div>
                <p class="card-foot">
                    "Remembered it? " <a class="link" href="/sign-in">
                        "Sign in"
                    </a>
                </p>
            </div>
        })
    })
}
