//! The sign-ins elsewhere on the security page: what is linked, and what could be.

use leptos::prelude::*;

use super::providers::begin_at;
use crate::db::entities::identity;
use crate::kit::time;
use crate::server::cx::Cx;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::layout::Section;
use crate::ui::table::DataTable;

/// Nothing where there are neither.
#[component]
pub fn LinkedSignIns(linked: Vec<identity::Model>) -> impl IntoView {
    let cx = Cx::current().ok()?;
    let label = |identity: &identity::Model| cx.state.issuers.label_of(&identity.issuer);
    let more: Vec<_> = cx
        .state
        .issuers
        .iter()
        .filter(|issuer| !linked.iter().any(|identity| label(identity) == issuer.label))
        .map(|issuer| {
            let words = format!("Link {}", issuer.label);
            view! { <LinkButton href=begin_at(&issuer.key, "/account/security")>{words}</LinkButton> }
        })
        .collect();
    if linked.is_empty() && more.is_empty() {
        return None;
    }
    let rows: Vec<_> = linked.into_iter().map(|identity| (label(&identity), identity)).collect();
    Some(view! {
        <Section title="Linked sign-ins">
            <p>"With these you sign in without your password."</p>
            {(!rows.is_empty()).then(|| view! { <Linked rows=rows /> })}
            <div class="form-actions">{more}</div>
        </Section>
    })
}

#[component]
fn Linked(rows: Vec<(String, identity::Model)>) -> impl IntoView {
    let row = |(label, identity): (String, identity::Model)| {
        let used = identity.last_used_at.map(|at| {
            view! { <time datetime=at.to_rfc3339()>{time::minute(at)}</time> }
        });
        let unlink = format!("Unlink {label}");
        view! {
            <tr>
                <td>{label}</td>
                <td>{identity.email.unwrap_or_default()}</td>
                <td>{used}</td>
                <td>
                    <Form action="/api/fn/unlink_sign_in" scope=identity.id.to_string()>
                        <Hidden name="identity_id" value=identity.id.to_string() />
                        <Submit weight=Weight::Quiet class="btn-sm" label=unlink>
                            "Unlink"
                        </Submit>
                    </Form>
                </td>
            </tr>
        }
    };
    view! {
        <DataTable caption="Linked sign-ins" columns=vec!["With", "As", "Last used", "Unlink it"]>
            {rows.into_iter().map(row).collect_view()}
        </DataTable>
    }
}
