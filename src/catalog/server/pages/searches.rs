//! `/account/searches`: the searches somebody keeps. With the query of a search in its address, that one can be saved.

use leptos::prelude::*;
use uuid::Uuid;

use crate::accounts::{AccountFrame, AccountTab};
use crate::catalog::rules::filter::Filter;
use crate::catalog::rules::saved_search::{LONGEST_NAME, MOST};
use crate::catalog::server::searches::{self, Saved, saved_searches};
use crate::kit::error::AppError;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::field::{CheckField, TextField};
use crate::ui::form::{Form, Hidden, Refused};
use crate::ui::layout::Section;

#[component]
pub fn SavedSearchesPage() -> impl IntoView {
    page(|cx| async move {
        let person = cx.person.clone().ok_or(AppError::Unauthenticated)?;
        let kept = saved_searches(&cx.state, &cx.buyer()?).await?;
        let asked = Filter::read(|name| cx.query(name).filter(|_| name != "after"))?;
        let query = searches::canonical(&asked);
        let is_kept = kept.iter().any(|saved| saved.row.query == query);
        let new = (!query.is_empty() && !is_kept).then(|| {
            let words = searches::words(&asked, cx.state.config.shop.currency);
            view! { <New name=searches::name(&asked) words=words query=query /> }
        });
        let list = if kept.is_empty() {
            view! {
                <EmptyState
                    title="No searches saved"
                    text="Search the shop or choose filters, then “Save this search”: it stands here, and what is new in it comes by mail."
                >
                    <LinkButton href="/assets">"Browse the shop"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            let full = kept.len() as u64 >= MOST;
            view! {
                <ul class="searches">
                    {kept.into_iter().map(|saved| view! { <Item saved=saved /> }).collect_view()}
                </ul>
                {full.then(|| view! { <p class="muted">{format!("That is {MOST}; delete one to save another.")}</p> })}
            }
            .into_any()
        };
        Ok(view! {
            <AccountFrame here=AccountTab::Searches email=person.email.clone()>
                {new}
                <Section title="Saved searches">{list}</Section>
            </AccountFrame>
        })
    })
}

#[component]
fn New(name: String, words: String, query: String) -> impl IntoView {
    view! {
        <Section title="Save this search">
            <p>{words}</p>
            <Form action="/api/fn/save_search">
                <Hidden name="query" value=query />
                <TextField name="name" label="Name" value=name required=true maxlength=LONGEST_NAME />
                <CheckField
                    name="notify"
                    label="Write to me when something new fits"
                    checked=true
                    hint="At most one mail a day, with all that is new."
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Save the search"</Submit>
                </div>
            </Form>
        </Section>
    }
}

#[component]
fn Item(saved: Saved) -> impl IntoView {
    let Saved { row, words } = saved;
    let name = row.name;
    let (state, tone) = match row.notify {
        true => ("Mails on", Tone::Good),
        false => ("Mails off", Tone::Neutral),
    };
    let title = match &words {
        Some(_) => view! {
            <a class="link" href=searches::href(&row.query)>
                {name.clone()}
            </a>
        }
        .into_any(),
        None => name.clone().into_any(),
    };
    let words =
        words.unwrap_or_else(|| "The shop no longer knows what this asks for. Save it anew.".to_owned());
    let acts = view! { <Acts id=row.id name=name notify=row.notify /> };
    view! {
        <li class="search">
            <div>
                <h3>{title}</h3>
                <p class="muted">{words}</p>
                <Badge text=state tone=tone />
            </div>
            <div class="search-acts">{acts}</div>
        </li>
    }
}

/// What can be done with a search.
#[component]
fn Acts(id: Uuid, name: String, notify: bool) -> impl IntoView {
    let renaming = use_context::<Refused>().is_some_and(|refused| {
        refused.action == "/api/fn/rename_search" && refused.value("search_id") == Some(&id.to_string())
    });
    let mails = if notify { "Turn mails off" } else { "Turn mails on" };
    let mails_label = format!("{mails}: {name}");
    let delete_label = format!("Delete {name}");
    let rename_label = format!("Rename {name}");
    view! {
        <Form action="/api/fn/notify_search" scope=format!("notify-{id}")>
            <Hidden name="search_id" value=id.to_string() />
            {(!notify).then(|| view! { <Hidden name="notify" value="true" /> })}
            <Submit class="btn-sm" label=mails_label>
                {mails}
            </Submit>
        </Form>
        <Form
            action="/api/fn/delete_search"
            scope=format!("delete-{id}")
            confirm=format!("Delete the search “{name}”?")
        >
            <Hidden name="search_id" value=id.to_string() />
            <Submit class="btn-sm" weight=Weight::Danger label=delete_label>
                "Delete"
            </Submit>
        </Form>
        <details class="act" open=renaming>
            <summary>"Rename"<span class="sr-only">{format!(" {name}")}</span></summary>
            <Form action="/api/fn/rename_search" scope=format!("rename-{id}") class="act-form">
                <Hidden name="search_id" value=id.to_string() />
                <TextField name="name" label="Name" value=name required=true maxlength=LONGEST_NAME />
                <Submit label=rename_label>"Rename"</Submit>
            </Form>
        </details>
    }
}
