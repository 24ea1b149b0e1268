//! What changed, version by version.

use leptos::prelude::*;

use crate::catalog::server::listing::Release;
use crate::kit::time;
use crate::ui::badge::{Badge, Tone};

#[component]
pub fn Releases(versions: Vec<Release>) -> impl IntoView {
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
            </section>
        }
    })
}
