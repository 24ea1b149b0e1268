//! Where a template can be tried, what it is built with, and whether its page may be looked at.

use leptos::prelude::*;

use crate::sell::server::listing::Listing;
use crate::ui::button::Submit;
use crate::ui::field::{CheckField, TextField};
use crate::ui::form::{Form, Hidden};

const FRAME: &str = "Needs an index.html that has everything in itself: styles, scripts and pictures. Other files of \
                     a ZIP archive and what comes from elsewhere are left out. Everybody can read the code of the page.";

#[component]
pub fn ShowcaseForm<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let id = listing.asset.id.to_string();
    let (demo_url, stack, frames) = match &listing.showcase {
        Some(row) => (row.demo_url.clone(), row.stack.clone(), row.frames),
        None => Default::default(),
    };
    let ready = listing.peeks.iter().any(|peek| peek.page_key.is_some());
    let missing = (frames && !ready).then_some("No page was found in the files yet, so none is shown.");
    view! {
        <section class="card editor-section" id="showcase" aria-labelledby="showcase-title">
            <h2 id="showcase-title">"Seeing it at work"</h2>
            <Form action="/api/fn/set_showcase">
                <Hidden name="asset_id" value=id />
                <TextField
                    name="demo_url"
                    label="Live demo"
                    kind="url"
                    value=demo_url
                    hint="An https address of yours where the template can be tried. It opens in a tab of its own."
                    placeholder="https://demo.example.com/"
                    autocomplete="off"
                />
                <TextField
                    name="stack"
                    label="Built with"
                    value=stack
                    hint="Up to eight names, parted by commas."
                    placeholder="HTML, CSS, Tailwind 4"
                    autocomplete="off"
                />
                <CheckField name="frames" label="Let everybody preview its page" checked=frames hint=FRAME />
                {missing.map(|words| view! { <p class="muted">{words}</p> })}
                <div class="form-actions">
                    <Submit>"Save"</Submit>
                </div>
            </Form>
        </section>
    }
}
