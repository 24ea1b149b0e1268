//! `/api/docs`: the API's description as a page one can read, without scripts.

mod read;
mod sketch;

use leptos::prelude::*;

use crate::server::page::page;
use crate::ui::button::LinkButton;
use crate::ui::head::PageHead;
use crate::ui::layout::{PageTitle, Section};
use crate::ui::table::DataTable;
use read::{Answer, GROUPS, Group, Operation, Parameter};

const SUCCESS: &str = "{ \"success\": true, \"data\": … }
{ \"success\": true, \"data\": […], \"page\": { \"next\": \"cursor\" } }";
const FAILURE: &str = "{ \"success\": false, \"error\": { \"code\": \"NOT_FOUND\", \"message\": \"…\",
  \"details\": { \"field\": [\"…\"] }, \"request_id\": \"…\" } }";

/// Code, status, and when it is said.
const CODES: [(&str, &str, &str); 10] = [
    ("VALIDATION_ERROR", "422", "Some fields need another value; details says which and why."),
    ("UNAUTHENTICATED", "401", "Nobody is signed in, or the token is not valid any more."),
    ("FORBIDDEN", "403", "This account may not do that."),
    ("NOT_FOUND", "404", "It is not there, or belongs to somebody else."),
    ("CONFLICT", "409", "Not possible in the present state; message says why."),
    ("IDEMPOTENCY_MISMATCH", "422", "The Idempotency-Key came before with another body."),
    ("RATE_LIMITED", "429", "Too many requests; Retry-After says for how many seconds."),
    ("PAYLOAD_TOO_LARGE", "413", "The body is larger than is taken."),
    ("UNAVAILABLE", "503", "A part of the shop does not answer just now; try again."),
    ("INTERNAL", "500", "Our fault. Tell us the request_id."),
];

#[component]
pub fn ApiDocs() -> impl IntoView {
    page(|cx| async move {
        let groups = &*GROUPS;
        let base = cx.state.config.server.base_url.clone();
        let index = groups.iter().map(|group| {
            view! {
                <li>
                    <a class="link" href=format!("#{}", group.tag)>
                        {group.tag.clone()}
                    </a>
                </li>
            }
        });
        Ok(view! {
            <PageHead
                title="API"
                description="Everything the shop’s pages do, for programs: addresses, parameters, answers and errors."
                canonical=format!("{base}/api/docs")
            />
            <PageTitle title="API" lede="Everything the shop’s pages do, for programs.">
                <LinkButton href="/api/v1/openapi.json">"OpenAPI description"</LinkButton>
            </PageTitle>
            <div class="api">
                <nav aria-label="Parts of the API">
                    <ul class="api-index">{index.collect_view()}</ul>
                </nav>
                <Basics base=base />
                {groups.iter().map(|group| view! { <OneGroup group=group.clone() /> }).collect_view()}
            </div>
        })
    })
}

#[component]
fn Basics(base: String) -> impl IntoView {
    let sign_in = format!(
        "curl {base}/api/v1/auth/login -H 'Content-Type: application/json' \\\n  \
         -d '{{\"email\": \"you@example.com\", \"password\": \"…\"}}'\n\
         curl {base}/api/v1/library -H 'Authorization: Bearer ACCESS_TOKEN'"
    );
    let codes = CODES.into_iter().map(|(code, status, words)| {
        view! {
            <tr>
                <th scope="row">
                    <code>{code}</code>
                </th>
                <td>{status}</td>
                <td>{words}</td>
            </tr>
        }
    });
    let codes = codes.collect_view();
    view! {
        <Section title="How it works">
            <p>
                "Sign in for an access token, which lives for 15 minutes, and send it with each request. Amounts are whole "
                "minor units (cents) beside their ISO 4217 currency, times are UTC in RFC 3339, ids are UUIDs."
            </p>
            <pre class="api-plain" tabindex="0" role="region" aria-label="An example with curl">
                {sign_in}
            </pre>
            <p class="mt-4">
                "Every answer comes in one envelope. Lists take "<code>"limit"</code>" (1 to 100) and go on with "
                <code>"after"</code>", which is the " <code>"next"</code>" of the page before."
            </p>
            <pre class="api-plain" tabindex="0" role="region" aria-label="The envelope of success">
                {SUCCESS}
            </pre>
            <pre class="api-plain mt-2" tabindex="0" role="region" aria-label="The envelope of errors">
                {FAILURE}
            </pre>
        </Section>
        <Section title="Errors">
            <DataTable caption="Error codes" columns=vec!["Code", "Status", "When"]>
                {codes}
            </DataTable>
        </Section>
    }
}

#[component]
fn OneGroup(group: Group) -> impl IntoView {
    let heading = format!("{}-heading", group.tag);
    let operations = group.operations.into_iter().map(|operation| view! { <One operation=operation /> });
    view! {
        <section id=group.tag.clone() aria-labelledby=heading.clone()>
            <h2 id=heading.clone() class="mb-3 text-xl font-bold">
                {group.tag.clone()}
            </h2>
            {operations.collect_view()}
        </section>
    }
}

#[component]
fn One(operation: Operation) -> impl IntoView {
    let anchor = operation.id.clone();
    let permissions =
        operation.permissions.map(|who| view! { <p class="muted">{format!("Who may: {who}")}</p> });
    let parameters =
        (!operation.parameters.is_empty()).then(|| view! { <Parameters parameters=operation.parameters /> });
    let body = operation.body.map(|body| view! { <Json title="Request" json=body /> });
    let answers = operation.answers.into_iter().map(|answer| view! { <OneAnswer answer=answer /> });
    let errors = operation.errors.into_iter().map(|code| view! { <code>{code}</code>" " });
    view! {
        <details class="api-op" id=anchor>
            <summary>
                <span class="api-method">{operation.method}</span>
                <code>{operation.path}</code>
                <span class="muted">{operation.summary}</span>
            </summary>
            <div class="api-op-body">
                {permissions} {parameters} {body} {answers.collect_view()} <h3>"Errors"</h3> <p>{errors.collect_view()}</p>
            </div>
        </details>
    }
}

#[component]
fn Parameters(parameters: Vec<Parameter>) -> impl IntoView {
    let rows = parameters.into_iter().map(|parameter| {
        let kind = if parameter.required { parameter.kind } else { format!("{}, optional", parameter.kind) };
        view! {
            <tr>
                <th scope="row">
                    <code>{parameter.name}</code>
                </th>
                <td>{parameter.place}</td>
                <td>{kind}</td>
                <td>{parameter.note}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h3>"Parameters"</h3>
        <DataTable caption="Parameters" columns=vec!["Name", "In", "Type", "What it is"]>
            {rows}
        </DataTable>
    }
}

#[component]
fn OneAnswer(answer: Answer) -> impl IntoView {
    let title = if answer.note.is_empty() {
        format!("Answer {}", answer.status)
    } else {
        format!("Answer {}: {}", answer.status, answer.note)
    };
    match answer.body {
        Some(body) => view! { <Json title=title json=body /> }.into_any(),
        None => view! { <h3>{title}</h3> }.into_any(),
    }
}

#[component]
fn Json(#[prop(into)] title: String, json: String) -> impl IntoView {
    view! {
        <h3>{title.clone()}</h3>
        <pre tabindex="0" role="region" aria-label=title>
            <code>{json}</code>
        </pre>
    }
}
