//! `/sell/{id}/versions/new`: a new version of what is sold already.

use leptos::prelude::*;

use super::id_in_path;
use crate::sell::rules::texts::NOTES_MAX;
use crate::sell::rules::version_number::VersionNumber;
use crate::sell::server::listing::show_listing;
use crate::server::page::page;
use crate::server::reply;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{TextArea, TextField};
use crate::ui::flash::Flash;
use crate::ui::form::{Form, Hidden};
use crate::ui::head::PageHead;
use crate::ui::layout::{Breadcrumbs, PageTitle};

#[component]
pub fn NewVersionPage() -> impl IntoView {
    let id = id_in_path();
    page(move |cx| async move {
        let seller = cx.seller()?;
        let listing = show_listing(&cx.state.db, seller.user_id, &id.into()).await?;
        let editor = format!("/sell/{id}");
        if let Some(draft) = listing.draft() {
            let words =
                format!("Version {} is not published yet: publish or discard it first.", draft.number);
            reply::see_other_with(&format!("{editor}#files"), Flash::notice(words));
        }
        let next = VersionNumber::after(listing.versions.iter().map(|version| version.number.as_str()));
        let trail = vec![
            ("/sell".into(), "My listings".into()),
            (editor.clone(), listing.asset.title.clone()),
            (String::new(), "New version".into()),
        ];
        Ok(view! {
            <PageHead title="New version" unlisted=true />
            <Breadcrumbs trail=trail />
            <PageTitle
                title="New version"
                lede="Buyers keep what they have until you publish it. Then everyone who bought the listing gets it."
            />
            <Form action="/api/fn/start_version" class="card new-listing">
                <Hidden name="asset_id" value=id.to_string() />
                <TextField name="number" label="Number" value=next.to_string() hint="Above all earlier ones, such as 1.2.0." />
                <TextArea
                    name="notes"
                    label="What is new"
                    hint="Buyers read this beside the download."
                    rows=6
                    maxlength=NOTES_MAX as u32
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Open the version"</Submit>
                    <LinkButton href=editor weight=Weight::Quiet>
                        "Back"
                    </LinkButton>
                </div>
            </Form>
        })
    })
}
