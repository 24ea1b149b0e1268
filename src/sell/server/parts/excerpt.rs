//! A few lines of code for the product page.

use leptos::prelude::*;

use crate::sell::rules::texts::EXCERPT_MAX;
use crate::sell::server::listing::Listing;
use crate::ui::button::Submit;
use crate::ui::field::{TextArea, TextField};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn ExcerptForm<'a>(listing: &'a Listing) -> impl IntoView + use<> {
    let id = listing.asset.id;
    let language = listing.excerpt().and_then(|excerpt| excerpt.language.clone()).unwrap_or_default();
    let text = listing.excerpt().and_then(|excerpt| excerpt.text.clone()).unwrap_or_default();
    view! {
        <section class="card editor-section" id="excerpt" aria-labelledby="excerpt-title">
            <h2 id="excerpt-title">"Code excerpt"</h2>
            <p class="muted">
                "Everyone sees this: enough to judge the work, not all of it. It may stand instead of a picture."
            </p>
            <Form action="/api/fn/set_excerpt">
                <Hidden name="asset_id" value=id.to_string() />
                <TextField name="language" label="Language" value=language placeholder="rust" autocomplete="off" />
                <TextArea name="text" label="Code" value=text rows=12 maxlength=EXCERPT_MAX as u32 />
                <div class="form-actions">
                    <Submit>"Save excerpt"</Submit>
                </div>
            </Form>
        </section>
    }
}
