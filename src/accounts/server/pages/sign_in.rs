//! `/sign-in`

use leptos::prelude::*;

use crate::accounts::server::oidc::Problem;
use crate::accounts::server::parts::passkeys::UsePasskey;
use crate::accounts::server::parts::proof::Proof;
use crate::accounts::server::parts::providers::Providers;
use crate::accounts::server::passkeys;
use crate::accounts::server::robots;
use crate::accounts::server::sign_in::with_next;
use crate::accounts::server::store::people;
use crate::accounts::{DEMO_PASSWORD, DEMO_PEOPLE};
use crate::kit::error::AppResult;
use crate::server::cx::Cx;
use crate::server::page::page;
use crate::server::reply::same_site;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::flash::{Flash, FlashMessage};
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::PageTitle;

#[component]
pub fn SignInPage() -> impl IntoView {
    page(|cx| async move {
        let next = next(&cx);
        let asked = robots::asked(&cx).await;
        if cx.person.is_some() {
            leptos_axum::redirect(same_site(&next, "/library"));
        }
        let local = cx.state.config.auth.local;
        let demo = if local { demo_people(&cx).await? } else { Vec::new() };
        let demo = (!demo.is_empty()).then(|| view! { <Demo people=demo next=next.clone() asked=asked /> });
        Ok(view! {
            <PageHead title="Sign in" description="Sign in to ProSets." unlisted=true />
            <div class="narrow">
                <PageTitle title="Sign in" />
                {problem(&cx).map(|words| view! { <FlashMessage flash=Flash::fault(words) /> })}
                <div class="card stack">
                    <Providers next=next.clone() before_passwords=local />
                    {local.then(|| view! { <Password next=next.clone() asked=asked /> })}
                    {passkeys::are_possible(&cx)
                        .then(|| {
                            view! {
                                <UsePasskey
                                    action="/api/fn/sign_in_with_passkey"
                                    next=next.clone()
                                    words="Sign in with a passkey"
                                />
                            }
                        })}
                </div>
                {local.then(|| view! { <OtherWays next=next /> })}
                {demo}
            </div>
        })
    })
}

/// What went wrong on the way to a provider and back. It stands in the address, for there may be no cookies.
fn problem(cx: &Cx) -> Option<String> {
    let problem = Problem::of_code(&cx.query("problem")?)?;
    Some(problem.words(&cx.state.issuers.get(&cx.query("with")?)?.label))
}

#[component]
fn Password(
    next: String,
    /// For how many seconds a proof of work is asked for.
    asked: Option<u64>,
) -> impl IntoView {
    view! {
        <Form action="/api/fn/sign_in">
            <Hidden name="next" value=next />
            <TextField name="email" label="Email" kind="email" autocomplete="username" required=true maxlength=254 />
            <TextField
                name="password"
                label="Password"
                kind="password"
                autocomplete="current-password"
                required=true
                maxlength=512
            />
            <Proof asked=asked />
            <div class="form-actions">
                <Submit weight=Weight::Primary class="btn-block">
                    "Sign in"
                </Submit>
            </div>
        </Form>
    }
}

#[component]
fn OtherWays(next: String) -> impl IntoView {
    view! {
        <p class="card-foot">
            <a class="link" href="/forgot-password">
                "Forgot your password?"
            </a>
        </p>
        <p class="card-foot">
            "New here? " <a class="link" href=with_next("/sign-up", &next)>
                "Make an account"
            </a>
        </p>
    }
}

/// Where to go after signing in, if that is a page of ours.
pub fn next(cx: &Cx) -> String {
    same_site(&cx.query("next").unwrap_or_default(), "").to_owned()
}

async fn demo_people(cx: &Cx) -> AppResult<Vec<String>> {
    if cx.state.config.server.is_production() {
        return Ok(Vec::new());
    }
    let known = DEMO_PEOPLE.map(|name| format!("{name}@prosets.test"));
    people::enabled_among(&cx.state.db, &known).await
}

/// One button for each of the demo shop's people.
#[component]
fn Demo(people: Vec<String>, next: String, asked: Option<u64>) -> impl IntoView {
    view! {
        <section class="demo-people" aria-labelledby="demo-people">
            <h2 id="demo-people">"Look around the demo shop"</h2>
            <p class="muted">"Four people live here. One click, and you are one of them."</p>
            <div class="demo-people-buttons">
                {people
                    .into_iter()
                    .map(|email| {
                        let name = email.split('@').next().unwrap_or_default().to_owned();
                        let next = next.clone();
                        view! {
                            <Form action="/api/fn/sign_in" scope=name.clone()>
                                <Hidden name="next" value=next />
                                <Hidden name="email" value=email />
                                <Hidden name="password" value=DEMO_PASSWORD />
                                <Proof asked=asked unseen=true />
                                <Submit class="btn-block">{format!("Continue as the {name}")}</Submit>
                            </Form>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
    }
}
