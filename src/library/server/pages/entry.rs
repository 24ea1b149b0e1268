//! `/library/{id}`

use leptos::prelude::*;
use leptos_meta::Meta;
use leptos_router::hooks::use_params_map;
use uuid::Uuid;

use crate::catalog;
use crate::kit::error::AppError;
use crate::kit::time;
use crate::library::server::entries::entry;
use crate::library::server::parts::files::{Files, download_path};
use crate::library::types::{Entry, OwnedFile, Release};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::{Breadcrumbs, PageTitle, Section};
use crate::ui::thumb::Thumbnail;

#[component]
pub fn EntryPage() -> impl IntoView {
    let id = use_params_map().read_untracked().get("id");
    page(|cx| async move {
        let buyer = cx.buyer()?;
        let id: Uuid = id.and_then(|id| id.parse().ok()).ok_or_else(AppError::not_found)?;
        let entry = entry(&cx.state, &buyer, id).await?;
        let asked = |name| cx.query(name).and_then(|id| id.parse().ok()).and_then(|id| file(&entry, id));
        let said = match entry.on_sale {
            true => {
                catalog::review_of(&cx.state, buyer.user_id, entry.asset_id).await?.map(|said| said.stars)
            }
            false => None,
        };
        let (wanted, start) = (asked("file"), asked("start"));
        let title = entry.title.clone();
        let trail = vec![("/library".to_owned(), "Library".to_owned()), (String::new(), title.clone())];
        Ok(view! {
            <PageHead title=title.clone() unlisted=true />
            <Breadcrumbs trail=trail />
            <PageTitle title=title lede=format!("by {}", entry.seller_name) />
            {match (wanted, start) {
                (Some(file), _) if !entry.waived => view! { <Waiver entry_id=entry.id file=file /> }.into_any(),
                (_, Some(file)) if entry.waived => view! { <Starting file=file /> }.into_any(),
                _ => ().into_any(),
            }}
            <Facts entry=entry.clone() />
            {entry.on_sale.then(|| view! { <Opinion slug=entry.slug.clone() said=said /> })}
            {entry
                .releases
                .iter()
                .enumerate()
                .map(|(i, release)| view! { <OneRelease release=release.clone() newest=i == 0 /> })
                .collect_view()}
            <Section title="Licence">
                <p>
                    <strong>{entry.licence_name.clone()}</strong>
                </p>
                <p class="prose">{entry.licence_terms.clone()}</p>
            </Section>
        })
    })
}

fn file(entry: &Entry, id: Uuid) -> Option<OwnedFile> {
    entry.releases.iter().flat_map(|release| &release.files).find(|file| file.id == id).cloned()
}

/// Consumers in the EU may withdraw for 14 days, unless they agree that delivery begins at once.
#[component]
fn Waiver(entry_id: Uuid, file: OwnedFile) -> impl IntoView {
    view! {
        <section class="card ask" aria-labelledby="ask-title">
            <h2 id="ask-title">"Before your first download"</h2>
            <p>
                "In some countries you may withdraw from a purchase within 14 days. With the download you agree that "
                "delivery begins now, and that this right ends with it."
            </p>
            <Form action="/api/fn/give_waiver">
                <Hidden name="entitlement_id" value=entry_id.to_string() />
                <Hidden name="file_id" value=file.id.to_string() />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>{format!("I agree, download {}", file.name)}</Submit>
                    <LinkButton href=format!("/library/{entry_id}") weight=Weight::Quiet>
                        "Not now"
                    </LinkButton>
                </div>
            </Form>
        </section>
    }
}

#[component]
fn Starting(file: OwnedFile) -> impl IntoView {
    let path = download_path(&file);
    view! {
        <Meta http_equiv="refresh" content=format!("0;url={path}") />
        <div class="flash flash-done" role="status">
            {format!("{} is on its way. ", file.name)} <a href=path>"Start it by hand"</a>
            " if nothing happens."
        </div>
    }
}

#[component]
fn Facts(entry: Entry) -> impl IntoView {
    let order = entry.order_number.clone().unwrap_or_else(|| "Order".into());
    view! {
        <div class="entry-facts">
            <Thumbnail picture=entry.thumb.clone() />
            <dl class="facts">
                <div>
                    <dt>"Licence key"</dt>
                    <dd>
                        <code class="licence-key">{entry.licence_key.clone()}</code>
                    </dd>
                </div>
                <div>
                    <dt>"Bought"</dt>
                    <dd>
                        {format!("version {} on {} · ", entry.bought_version, time::day(entry.granted_at))}
                        <a href=format!("/orders/{}", entry.order_id)>{order}</a>
                    </dd>
                </div>
                {entry
                    .update()
                    .map(|number| {
                        view! {
                            <div>
                                <dt>"Update"</dt>
                                <dd>{format!("Version {number} is yours too.")}</dd>
                            </div>
                        }
                    })}
                <div>
                    <dt>"Listing"</dt>
                    <dd>
                        {if entry.on_sale {
                            view! { <a href=format!("/assets/{}", entry.slug)>"Its page in the shop"</a> }.into_any()
                        } else {
                            view! { "No longer for sale. What you bought stays yours." }.into_any()
                        }}
                    </dd>
                </div>
            </dl>
        </div>
    }
}

/// Asks for a review, or shows that there is one.
#[component]
fn Opinion(slug: String, said: Option<i32>) -> impl IntoView {
    let href = format!("/assets/{slug}#write-review");
    let (words, act) = match said {
        None => ("Did it do what you hoped? Tell others who think about it.".to_owned(), "Review it"),
        Some(1) => ("You gave it 1 star.".to_owned(), "Change your review"),
        Some(stars) => (format!("You gave it {stars} stars."), "Change your review"),
    };
    view! {
        <section class="card ask" aria-label="Your review">
            <p>{words}</p>
            <div class="form-actions">
                <LinkButton href=href>{act}</LinkButton>
            </div>
        </section>
    }
}

#[component]
fn OneRelease(release: Release, newest: bool) -> impl IntoView {
    let title = format!("Version {}{}", release.number, if newest { ", the newest" } else { "" });
    view! {
        <Section title=title>
            {release
                .released_at
                .map(|at| view! { <p class="muted">"Released " <time datetime=at.to_rfc3339()>{time::day(at)}</time></p> })}
            {(!release.notes.is_empty()).then(|| view! { <p class="prose">{release.notes.clone()}</p> })}
            <Files files=release.files />
        </Section>
    }
}
