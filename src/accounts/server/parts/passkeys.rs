//! Passkeys on the pages: the ones somebody has, making one, and using one. Buttons show up once the browser's part
//! is there and can do it.

use leptos::prelude::*;

use crate::accounts::server::passkeys;
use crate::db::entities::passkey;
use crate::kit::time;
use crate::server::cx::Cx;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::TextField;
use crate::ui::form::{Form, Hidden};
use crate::ui::layout::Section;
use crate::ui::table::DataTable;

#[component]
pub fn Passkeys(
    passkeys: Vec<passkey::Model>,
    /// Whether making one asks for the password.
    password: bool,
) -> impl IntoView {
    view! {
        <Section title="Passkeys">
            <p>
                "A passkey signs you in with your fingerprint, your face or your device's PIN. Once you have one, a password alone is not enough any more: signing in asks for a passkey or a code."
            </p>
            {(!passkeys.is_empty()).then(|| view! { <Table passkeys=passkeys /> })}
            <div data-passkey="create" hidden>
                <Form action="/api/fn/begin_passkey">
                    <TextField
                        name="name"
                        label="Name of the passkey"
                        hint="Such as the device it lies on."
                        maxlength=60
                    />
                    {password
                        .then(|| {
                            view! {
                                <TextField
                                    name="password"
                                    label="Your password, for a passkey"
                                    kind="password"
                                    autocomplete="current-password"
                                    required=true
                                    maxlength=512
                                />
                            }
                        })}
                    <div class="form-actions">
                        <Submit>"Make a passkey"</Submit>
                    </div>
                </Form>
                <Answer action="/api/fn/keep_passkey" next="" />
            </div>
            <p class="muted" data-passkey-missing>
                "This browser cannot make passkeys, or runs no scripts here."
            </p>
            <Script />
        </Section>
    }
}

#[component]
fn Table(passkeys: Vec<passkey::Model>) -> impl IntoView {
    let row = |passkey: passkey::Model| {
        let used = match passkey.last_used_at {
            Some(at) => view! { <time datetime=at.to_rfc3339()>{time::minute(at)}</time> }.into_any(),
            None => "never".into_any(),
        };
        let remove = format!("Remove {}", passkey.name);
        view! {
            <tr>
                <td>{passkey.name}</td>
                <td>
                    <time datetime=passkey.created_at.to_rfc3339()>{time::minute(passkey.created_at)}</time>
                </td>
                <td>{used}</td>
                <td>
                    <Form action="/api/fn/remove_passkey" scope=passkey.id.to_string()>
                        <Hidden name="passkey_id" value=passkey.id.to_string() />
                        <Submit weight=Weight::Quiet class="btn-sm" label=remove>
                            "Remove"
                        </Submit>
                    </Form>
                </td>
            </tr>
        }
    };
    view! {
        <DataTable caption="Your passkeys" columns=vec!["Name", "Made", "Last used", "Remove it"]>
            {passkeys.into_iter().map(row).collect_view()}
        </DataTable>
    }
}

/// A button that signs in, or shows again who one is.
#[component]
pub fn UsePasskey(
    /// Where the answer goes.
    action: &'static str,
    #[prop(into)] next: String,
    words: &'static str,
) -> impl IntoView {
    view! {
        <div data-passkey="get" hidden>
            <Form action="/api/fn/ask_for_passkey">
                <Submit class="btn-block">{words}</Submit>
            </Form>
            <Answer action=action next=next />
        </div>
        <Script />
    }
}

/// Beside a field for a code: whoever has a passkey uses that, and comes back to this page.
#[component]
pub fn ProveWithPasskey() -> impl IntoView {
    let cx = Cx::current().ok()?;
    let second_factor = cx.person.as_ref().is_some_and(|person| person.second_factor);
    (second_factor && passkeys::are_possible(&cx)).then(|| {
        view! {
            <UsePasskey action="/api/fn/prove_with_passkey" next=cx.request.path.clone() words="Use a passkey instead of codes" />
        }
    })
}

/// Filled and sent by the script.
#[component]
fn Answer(action: &'static str, #[prop(into)] next: String) -> impl IntoView {
    view! {
        <Form action=action>
            <Hidden name="answer" value="" />
            <Hidden name="next" value=next />
        </Form>
        <p role="status" class="field-error" data-passkey-words></p>
    }
}

#[component]
fn Script() -> impl IntoView {
    view! { <script src="/passkeys.js" defer=true></script> }
}
