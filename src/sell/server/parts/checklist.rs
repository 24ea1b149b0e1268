//! What is missing before publishing, and the button that does it.

use leptos::prelude::*;

use crate::db::entities::asset::AssetStatus;
use crate::sell::rules::checklist::Need;
use crate::sell::server::listing::Listing;
use crate::ui::button::{Submit, Weight};
use crate::ui::form::{Form, Hidden};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Checklist<'a>(listing: &'a Listing, needs: Vec<(Need, bool)>) -> impl IntoView + use<> {
    let (asset, draft) = (&listing.asset, listing.draft());
    let published = asset.status == AssetStatus::Published;
    let is_whole = needs.iter().all(|(_, met)| *met);
    let is_down = listing.takedown.is_some() || asset.status == AssetStatus::Removed;
    let may_publish = !is_down && (!published || draft.is_some());
    let button = match (published, draft) {
        (true, Some(draft)) => format!("Publish version {}", draft.number),
        (false, _) if asset.published_at.is_some() => "Publish again".to_owned(),
        _ => "Publish".to_owned(),
    };
    let title = if published && draft.is_none() { "On the shelves" } else { "Before publishing" };
    let (id, lock) = (asset.id.to_string(), asset.lock_version.to_string());
    // The upload island puts a fresh copy of this element in its place.
    view! {
        <section class="card checklist" id="checklist" data-fresh="" aria-labelledby="checklist-title">
            <h2 id="checklist-title">{title}</h2>
            <ul>{needs.into_iter().map(|(need, met)| item(need, met)).collect_view()}</ul>
            {(may_publish && is_whole)
                .then(|| {
                    view! {
                        <Form action="/api/fn/publish_listing">
                            <Hidden name="asset_id" value=id />
                            <Hidden name="lock_version" value=lock />
                            <Submit weight=Weight::Primary class="btn-block">
                                {button}
                            </Submit>
                        </Form>
                    }
                })}
            {(may_publish && !is_whole).then(|| view! { <p class="muted">"With all of it, you can publish."</p> })}
        </section>
    }
}

fn item(need: Need, met: bool) -> AnyView {
    if met {
        view! {
            <li class="checklist-met">
                <Glyph icon=Icon::Check />
                <span>{need.words()}</span>
                <span class="sr-only">": done"</span>
            </li>
        }
        .into_any()
    } else {
        view! {
            <li>
                <span class="checklist-open" aria-hidden="true"></span>
                <a href=format!("#{}", need.section())>{need.words()}</a>
                <span class="sr-only">": missing"</span>
            </li>
        }
        .into_any()
    }
}
