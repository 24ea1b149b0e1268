//! The browsers somebody is signed in with.

use leptos::prelude::*;

use crate::accounts::rules::browser;
use crate::kit::time;
use crate::server::session::Begun;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::table::DataTable;

#[component]
pub fn Sessions(
    sessions: Vec<Begun>,
    /// The key of the one in use.
    current: Option<String>,
) -> impl IntoView {
    view! {
        <DataTable caption="Where you are signed in" columns=vec!["Browser", "Address", "Last used", "End it"]>
            {sessions
                .into_iter()
                .map(|session| {
                    let here = current.as_ref() == Some(&session.key);
                    let name = browser::name(session.user_agent.as_deref().unwrap_or_default());
                    let end = (!here).then(|| view! { <End key=session.key.clone() label=format!("Sign out {name}") /> });
                    view! {
                        <tr>
                            <td>
                                {name} " "
                                {here.then(|| view! { <Badge tone=Tone::Good text="this one" /> })}
                            </td>
                            <td class="mono">{session.ip.unwrap_or_else(|| "unknown".into())}</td>
                            <td>
                                <time datetime=session
                                    .last_seen_at
                                    .to_rfc3339()>{time::minute(session.last_seen_at)}</time>
                            </td>
                            <td>{end}</td>
                        </tr>
                    }
                })
                .collect_view()}
        </DataTable>
    }
}

#[component]
fn End(key: String, label: String) -> impl IntoView {
    view! {
        <Form action="/api/fn/end_session" scope=key.clone()>
            <Hidden name="session" value=key />
            <Submit weight=Weight::Quiet class="btn-sm" label=label>
                "Sign out"
            </Submit>
        </Form>
    }
}
