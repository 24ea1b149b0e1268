//! What changed, version by version.

use leptos::prelude::*;

use crate::catalog::server::listing::Release;
use crate::kit::time;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::LinkButton;

#[component]
pub fn Releases(
    versions: Vec<Release>,
    /// How many came before those.
    earlier: u64,
    /// The address of all of them, unless this is it.
    all: Option<String>,
) -> impl IntoView {
    (!versions.is_empty()).then(|| {
        view! {
            <section class="section" id="versions">
                <h2>"Versions"</h2>
                <ol class="releases">
                    {versions
                        .into_iter()
                        .map(|release| {
                            view! {
                                <li>
                                    <p class="release-head">
                                        <strong>{release.number}</strong>
                                        {release
                                            .released_at
                                            .map(|at| {
                                                view! {
                                                    <time class="muted" datetime=at.to_rfc3339()>
                                                        {time::day(at)}
                                                    </time>
                                                }
                                            })}
                                        {(release.status == "yanked")
                                            .then(|| view! { <Badge text="Withdrawn" tone=Tone::Bad /> })}
                                    </p>
                                    <p class="release-notes">{release.notes}</p>
                                </li>
                            }
                        })
                        .collect_view()}
                </ol>
                {(earlier > 0).then(|| view! { <Earlier count=earlier all=all /> })}
            </section>
        }
    })
}

#[component]
fn Earlier(count: u64, all: Option<String>) -> impl IntoView {
    view! {
        <p class="releases-earlier">
            <span class="muted">{format!("And {count} earlier.")}</span>
            {all.map(|href| view! { <LinkButton href=href>"Show all versions"</LinkButton> })}
        </p>
    }
}
