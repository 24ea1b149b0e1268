//! Mails the server did not take: whose, why, and what comes next.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::retry::Retry;
use super::words::{self, Moment};
use crate::admin::server::store::jobs::Undelivered;
use crate::ui::badge::Badge;
use crate::ui::empty::EmptyState;
use crate::ui::layout::Section;
use crate::ui::table::DataTable;

#[component]
pub fn NotDelivered(mails: Vec<Undelivered>, now: DateTime<Utc>) -> impl IntoView {
    let list = if mails.is_empty() {
        view! { <EmptyState title="Every mail was taken" text="What the mail server does not take is shown here." /> }
            .into_any()
    } else {
        let rows = mails.into_iter().map(|mail| view! { <Row mail=mail now=now /> }).collect_view();
        view! {
            <DataTable
                caption="Mails that were not delivered, the newest first"
                columns=vec!["Subject", "To", "State", "What the server said", "Due", "Change"]
            >
                {rows}
            </DataTable>
        }
        .into_any()
    };
    view! { <Section title="Not delivered">{list}</Section> }
}

#[component]
fn Row(mail: Undelivered, now: DateTime<Utc>) -> impl IntoView {
    let (state, tone) = words::job(&mail.job, now);
    let id = mail.job.id.to_string();
    let name = format!("{} to {}", mail.subject, mail.to);
    let again = mail.job.failed_at.is_some();
    let retry = again.then(|| view! { <Retry id=id name=name /> });
    let due = (!again).then(|| view! { <Moment at=mail.job.run_at /> });
    view! {
        <tr>
            <th scope="row">{mail.subject}</th>
            <td>{mail.to}</td>
            <td>
                <Badge text=state tone=tone />
            </td>
            <td>{mail.job.last_error}</td>
            <td>{due}</td>
            <td>{retry}</td>
        </tr>
    }
}
