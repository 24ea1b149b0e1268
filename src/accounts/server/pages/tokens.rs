//! `/account/tokens`: tokens for programs of one's own.

use leptos::prelude::*;

use crate::accounts::rules::scopes::Scope;
use crate::accounts::server::parts::confirm_first::ConfirmFirst;
use crate::accounts::server::parts::frame::{AccountFrame, Tab};
use crate::accounts::server::personal_tokens::{LASTS, list};
use crate::db::entities::personal_token;
use crate::kit::error::AppError;
use crate::kit::time;
use crate::server::page::page;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::{CheckField, Fault, SelectField, TextField};
use crate::ui::form::{Form, Hidden};
use crate::ui::layout::Section;
use crate::ui::table::DataTable;

#[component]
pub fn TokensPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let (tokens, fresh) = list(&cx, &person).await?;
        let make = if person.email_verified {
            view! { <Make /> }.into_any()
        } else {
            view! { <ConfirmFirst email=person.email.clone() why="Tokens need a confirmed address." /> }
                .into_any()
        };
        Ok(view! {
            <AccountFrame here=Tab::Tokens email=person.email.clone()>
                {fresh.map(|token| view! { <Fresh token=token /> })}
                <Section title="Personal access tokens">
                    <p class="muted account-note">
                        "For programs of yours: they send it as a bearer token to the " <a class="link" href="/api/docs">
                            "API"
                        </a> " and do what its scopes allow, in your name. A new password ends them all."
                    </p>
                    {(!tokens.is_empty()).then(|| view! { <Tokens tokens=tokens /> })}
                </Section>
                <Section title="A new one">{make}</Section>
            </AccountFrame>
        })
    })
}

/// Shown until it is noted down.
#[component]
fn Fresh(token: String) -> impl IntoView {
    view! {
        <div class="card stack">
            <h2>"Your new token"</h2>
            <p>"Copy it now; it is not shown again."</p>
            <p class="licence-key">{token}</p>
            <Form action="/api/fn/token_noted">
                <Submit weight=Weight::Primary>"I have copied it"</Submit>
            </Form>
        </div>
    }
}

#[component]
fn Tokens(tokens: Vec<personal_token::Model>) -> impl IntoView {
    view! {
        <DataTable caption="Your tokens" columns=vec!["Name", "May", "Last used", "Until", "End it"]>
            {tokens
                .into_iter()
                .map(|token| {
                    let id = token.id.to_string();
                    let label = format!("Revoke {}", token.name);
                    let used = token.last_used_at.map_or_else(|| "never".to_owned(), time::minute);
                    view! {
                        <tr>
                            <td>{token.name}</td>
                            <td>{token.scopes.replace(' ', ", ")}</td>
                            <td>{used}</td>
                            <td>{time::day(token.expires_at)}</td>
                            <td>
                                <Form action="/api/fn/revoke_token" scope=id.clone()>
                                    <Hidden name="token_id" value=id />
                                    <Submit weight=Weight::Quiet class="btn-sm" label=label>
                                        "Revoke"
                                    </Submit>
                                </Form>
                            </td>
                        </tr>
                    }
                })
                .collect_view()}
        </DataTable>
    }
}

#[component]
fn Make() -> impl IntoView {
    let lasts = LASTS.map(|days| (days.to_string(), format!("{days} days"))).to_vec();
    view! {
        <Form action="/api/fn/make_token">
            <TextField name="name" label="Name" hint="What it is for, so that you know it again." required=true maxlength=60 />
            <fieldset class="field">
                <legend class="sr-only">"What it may do"</legend>
                {Scope::ALL
                    .map(|scope| view! { <CheckField name=scope.code() label=scope.words() checked=scope == Scope::Read /> })
                    .collect_view()}
                <Fault name="scopes" />
            </fieldset>
            <SelectField name="days" label="Lasts" options=lasts value="30" />
            <div class="form-actions">
                <Submit>"Make the token"</Submit>
            </div>
        </Form>
    }
}
