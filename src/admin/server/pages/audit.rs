//! `/admin/audit`

use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::filter::Filters;
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::words::Moment;
use crate::admin::server::store::audit::Told;
use crate::admin::server::verify_chain::ChainState;
use crate::db::entities::audit_check;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::Submit;
use crate::ui::empty::EmptyState;
use crate::ui::field::TextField;
use crate::ui::form::Form;
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/audit";

#[component]
pub fn AuditPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let asked = Asked::of_page(&cx);
        let events = lists::audit(&cx.state, &moderator, &asked).await?;
        let next = asked.next_href(PATH, events.next.as_deref());
        let check = lists::audit_check(&cx.state, &moderator).await?;
        let list = if events.items.is_empty() {
            view! { <EmptyState title="No entries" text="What staff and the shop do is told here, for good." /> }.into_any()
        } else {
            let rows = events.items.into_iter().map(|told| view! { <Row told=told /> }).collect_view();
            view! {
                <DataTable
                    caption="Audit log, the newest first"
                    columns=vec!["No.", "When", "Who", "Action", "On", "Details", "From"]
                >
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Audit title="Audit log" lede="Written once, each entry sealed with the one before it.">
                <LastCheck check=check />
                <Filters path=PATH narrowed=asked.is_narrowed()>
                    <TextField
                        name="action"
                        label="Action"
                        value=asked.action.clone().unwrap_or_default()
                        placeholder="asset.taken_down"
                    />
                    <TextField
                        name="entity"
                        label="On what"
                        value=asked.entity.clone().unwrap_or_default()
                        placeholder="asset"
                    />
                </Filters>
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

/// What the last reading of the whole log found; this page does not read it.
#[component]
fn LastCheck(check: Option<audit_check::Model>) -> impl IntoView {
    let found = check.map(|check| {
        view! {
            <Chain chain=ChainState::from(&check) />
            <span class="muted">"Checked " <Moment at=check.checked_at /></span>
        }
    });
    view! {
        <Form action="/api/fn/check_audit_log" class="chain">
            {found}
            <Submit class="btn-sm">"Check the whole log now"</Submit>
        </Form>
    }
}

#[component]
fn Chain(chain: ChainState) -> impl IntoView {
    match chain {
        ChainState::Intact(count) => {
            let words = match count {
                1 => "chain intact, 1 entry".to_owned(),
                n => format!("chain intact, {n} entries"),
            };
            view! { <Badge text=words tone=Tone::Good /> }.into_any()
        }
        ChainState::BrokenAt(seq) => view! {
            <div class="flash flash-fault" role="alert">
                {format!("The chain is broken at entry {seq}: it or one before it was changed or removed afterwards.")}
            </div>
        }
        .into_any(),
    }
}

#[component]
fn Row(told: Told) -> impl IntoView {
    let (event, actor) = told;
    let who = actor.map_or_else(|| "The shop".to_owned(), |actor| format!("@{}", actor.username));
    let narrowed = |name: &str, value: &str| {
        let query: String = form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        format!("{PATH}?{query}")
    };
    let by_action = narrowed("action", &event.action);
    let by_entity = narrowed("entity", &event.entity);
    view! {
        <tr>
            <th scope="row">{event.seq}</th>
            <td>
                <Moment at=event.at />
            </td>
            <td>{who}<br /> <span class="muted">{format!("{:?}", event.actor_role).to_lowercase()}</span></td>
            <td>
                <a class="link" href=by_action>
                    {event.action}
                </a>
            </td>
            <td>
                <a class="link" href=by_entity>
                    {event.entity}
                </a>
                <br />
                <code class="muted">{event.entity_id}</code>
            </td>
            <td>
                <Details metadata=event.metadata />
            </td>
            <td>
                {event.ip.unwrap_or_default()} <br /> <code class="muted">{event.request_id.unwrap_or_default()}</code>
            </td>
        </tr>
    }
}

/// `name: value`, a line each.
#[component]
fn Details(metadata: serde_json::Value) -> impl IntoView {
    let fields = metadata.as_object().cloned().unwrap_or_default();
    let lines = fields.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        view! {
            <li>
                <span class="muted">{name} ": "</span>
                {value}
            </li>
        }
    });
    view! { <ul class="details">{lines.collect_view()}</ul> }
}
