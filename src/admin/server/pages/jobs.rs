//! `/admin/jobs`

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::filter::{Filters, options};
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::retry::Retry;
use crate::admin::server::parts::words::{self, Moment};
use crate::admin::server::store::jobs::JobRow;
use crate::server::page::page;
use crate::ui::badge::Badge;
use crate::ui::empty::EmptyState;
use crate::ui::field::SelectField;
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/jobs";
const STATUSES: [(&str, &str); 3] = [("pending", "Pending"), ("failed", "Failed"), ("done", "Done")];

#[component]
pub fn JobsPage() -> impl IntoView {
    page(|cx| async move {
        let admin = cx.admin()?;
        let asked = Asked::of_page(&cx);
        let jobs = lists::jobs(&cx.state, &admin, &asked).await?;
        let now = cx.now();
        let next = asked.next_href(PATH, jobs.next.as_deref());
        let list = if jobs.items.is_empty() {
            view! { <EmptyState title="Nothing to do" text="Mails, payments and tidying up are worked on here within seconds." /> }
                .into_any()
        } else {
            let rows = jobs.items.into_iter().map(|job| view! { <Row job=job now=now /> }).collect_view();
            view! {
                <DataTable
                    caption="Jobs, the newest first"
                    columns=vec!["Job", "State", "Attempts", "Due", "Last error", "Change"]
                >
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Jobs title="Jobs" lede="What is done outside of requests.">
                <Filters path=PATH narrowed=asked.is_narrowed()>
                    <SelectField
                        name="status"
                        label="State"
                        options=options("Not done", &STATUSES)
                        value=asked.status.clone().unwrap_or_default()
                    />
                </Filters>
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[component]
fn Row(job: JobRow, now: DateTime<Utc>) -> impl IntoView {
    let (state, tone) = words::job(&job, now);
    let id = job.id.to_string();
    let name = job.kind.replace('_', " ");
    let retry = job.failed_at.map(|_| view! { <Retry id=id.clone() name=name.clone() /> });
    view! {
        <tr>
            <th scope="row">
                {name} <br /> <code class="muted">{id}</code>
            </th>
            <td>
                <Badge text=state tone=tone />
            </td>
            <td class="num">{format!("{} of {}", job.attempts, job.max_attempts)}</td>
            <td>
                <Moment at=job.run_at />
            </td>
            <td>{job.last_error}</td>
            <td>{retry}</td>
        </tr>
    }
}
