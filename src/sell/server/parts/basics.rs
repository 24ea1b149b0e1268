//! Title, words, category and tags.

use leptos::prelude::*;

use crate::catalog::rules::tree::Tree;
use crate::db::entities::category;
use crate::sell::rules::texts::{DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use crate::sell::server::listing::Listing;
use crate::ui::button::{Submit, Weight};
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn BasicsForm<'a>(listing: &'a Listing, categories: Vec<category::Model>) -> impl IntoView + use<> {
    let asset = &listing.asset;
    let category = listing.category.as_ref().map(|category| category.slug.clone()).unwrap_or_default();
    let tags: Vec<&str> = listing.tags.iter().map(|tag| tag.name.as_str()).collect();
    let (title, summary, description) =
        (asset.title.clone(), asset.summary.clone(), asset.description.clone());
    let (id, lock, tags, options) = (asset.id, asset.lock_version, tags.join(", "), options(&categories));
    view! {
        <section class="card editor-section" id="basics" aria-labelledby="basics-title">
            <h2 id="basics-title">"Basics"</h2>
            <Form action="/api/fn/edit_listing">
                <Hidden name="asset_id" value=id.to_string() />
                <Hidden name="lock_version" value=lock.to_string() />
                <TextField name="title" label="Title" value=title required=true maxlength=TITLE_MAX as u32 />
                <TextArea
                    name="summary"
                    label="Summary"
                    value=summary
                    rows=2
                    hint="A line or two. It stands under the title and in search results."
                    maxlength=SUMMARY_MAX as u32
                />
                <TextArea
                    name="description"
                    label="Description"
                    value=description
                    rows=10
                    hint="Markdown: headings, lists, tables, code and links."
                    maxlength=DESCRIPTION_MAX as u32
                />
                <SelectField name="category" label="Category" options=options value=category />
                <TextField
                    name="tags"
                    label="Tags"
                    value=tags
                    hint="Up to ten, parted by commas."
                    placeholder="print in place, gears, planter"
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Save basics"</Submit>
                </div>
            </Form>
        </section>
    }
}

/// Each shelf, with those it stands in before its name.
fn options(categories: &[category::Model]) -> Vec<(String, String)> {
    let tree = Tree::new(categories.iter().map(|category| (category.id, category.parent_id)));
    let name = |category: &category::Model| {
        let path = tree.above(category.id).into_iter().chain([category.id]);
        let path = path.filter_map(|id| categories.iter().find(|category| category.id == id));
        path.map(|category| category.name.as_str()).collect::<Vec<_>>().join(" › ")
    };
    let mut named: Vec<_> =
        categories.iter().map(|category| (category.slug.clone(), name(category))).collect();
    named.sort_by(|a, b| a.1.cmp(&b.1));
    std::iter::once((String::new(), "Choose…".to_owned())).chain(named).collect()
}
