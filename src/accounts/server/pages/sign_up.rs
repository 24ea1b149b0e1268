//! `/sign-up`

use leptos::prelude::*;

use super::sign_in::next;
use crate::accounts::server::parts::new_password::NewPassword;
use crate::accounts::server::parts::proof::Proof;
use crate::accounts::server::parts::providers::Providers;
use crate::accounts::server::robots;
use crate::accounts::server::sign_in::page_before;
use crate::server::page::page;
use crate::server::reply::same_site;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn SignUpPage() -> impl IntoView {
    page(|cx| async move {
        let next = next(&cx);
        let asked = robots::asked(&cx).await;
        if cx.person.is_some() {
            leptos_axum::redirect(same_site(&next, "/library"));
        }
        let local = cx.state.config.auth.local;
        let sign_in = page_before(&next);
        Ok(view! {
            <PageHead
                title="Make an account"
                description="Buy and sell models, code, templates and modules at ProSets."
                canonical=cx.state.config.server.link("/sign-up")
            />
            <div class="narrow">
                <PageTitle title="Make an account" lede="One account to buy, and to sell when you like." />
                <div class="card stack">
                    <Providers next=next.clone() before_passwords=local />
                    {local
                        .then(|| {
                            view! {
                                <Form action="/api/fn/sign_up">
                                    <Hidden name="next" value=next />
                                    <Fields />
                                    <Proof asked=asked />
                                    <div class="form-actions">
                                        <Submit weight=Weight::Primary class="btn-block">
                                            "Make my account"
                                        </Submit>
                                    </div>
                                </Form>
                            }
                        })}
                </div>
                <p class="card-foot">
                    "Been here before? " <a class="link" href=sign_in>
                        "Sign in"
                    </a>
                </p>
                <p class="card-foot muted">
                    "By making an account you agree to the " <a class="link" href="/terms">
                        "terms"
                    </a> " and have read the " <a class="link" href="/privacy">
                        "privacy notice"
                    </a> "."
                </p>
            </div>
        })
    })
}

#[component]
fn Fields() -> impl IntoView {
    view! {
        <TextField
            name="email"
            label="Email"
            kind="email"
            autocomplete="email"
            hint="We send a link to confirm it."
            required=true
            maxlength=254
        />
        <TextField
            name="username"
            label="User name"
            autocomplete="username"
            hint="3 to 32 letters, digits, - or _."
            required=true
            maxlength=32
        />
        <NewPassword name="password" again="password_again" label="Password" />
        <TextField
            name="display_name"
            label="Name to show (optional)"
            autocomplete="name"
            hint="What others see. Without it, your user name."
            maxlength=60
        />
    }
}
