//! A category's name, address, words and place.

use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::rules::categories::{LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_SLUG};
use crate::admin::server::categories::Branch;
use crate::catalog::rules::tree::Tree;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::field::{SelectField, TextArea, TextField};
use crate::ui::form::{Form, Hidden};

#[component]
pub fn AddCategory<'a>(branches: &'a [Branch]) -> impl IntoView + use<> {
    let places = places(branches, None);
    view! {
        <section class="section" aria-labelledby="add-category">
            <h2 id="add-category">"Add a category"</h2>
            <Form action="/api/fn/add_category" class="category-form">
                <Name value=String::new() />
                <TextField
                    name="slug"
                    label="Address (optional)"
                    hint="The last part of /categories/…; made from the name when left empty. It stays for good, so that links to it go on working."
                    maxlength=LONGEST_SLUG
                />
                <Description value=String::new() />
                <SelectField name="parent" label="Stands in" options=places />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Add the category"</Submit>
                </div>
            </Form>
        </section>
    }
}

#[component]
pub fn ChangeCategory<'a>(branch: &'a Branch, branches: &'a [Branch]) -> impl IntoView + use<> {
    let category = branch.category.clone();
    let places = places(branches, Some(category.id));
    let parent = category.parent_id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <section class="section" id="change" aria-labelledby="change-category">
            <h2 id="change-category">{format!("Change “{}”", category.name)}</h2>
            <Form action="/api/fn/edit_category" class="category-form">
                <Hidden name="category_id" value=category.id.to_string() />
                <Name value=category.name />
                <p class="field-hint">
                    "Its address is " <code>{format!("/categories/{}", category.slug)}</code>
                    " and stays so, whatever its name: links to it go on working."
                </p>
                <Description value=category.description />
                <SelectField
                    name="parent"
                    label="Stands in"
                    options=places
                    value=parent
                    hint="What stands in it moves along. Search knows new names and places a little later."
                />
                <div class="form-actions">
                    <Submit weight=Weight::Primary>"Save the category"</Submit>
                    <LinkButton href="/admin/categories" weight=Weight::Quiet>
                        "Cancel"
                    </LinkButton>
                </div>
            </Form>
        </section>
    }
}

#[component]
fn Name(value: String) -> impl IntoView {
    view! { <TextField name="name" label="Name" value=value required=true maxlength=LONGEST_NAME /> }
}

#[component]
fn Description(value: String) -> impl IntoView {
    view! {
        <TextArea
            name="description"
            label="Description (optional)"
            value=value
            rows=2
            maxlength=LONGEST_DESCRIPTION
            hint="A sentence or two at the head of its page, and for search engines."
        />
    }
}

/// Where a category, or a new one, may stand.
fn places(branches: &[Branch], id: Option<Uuid>) -> Vec<(String, String)> {
    let tree = Tree::new(branches.iter().map(|branch| (branch.category.id, branch.category.parent_id)));
    let places = branches.iter().filter(|branch| tree.place(id, Some(branch.category.id)).is_ok());
    let places = places.map(|branch| (branch.category.id.to_string(), branch.path.join(" › ")));
    std::iter::once((String::new(), "Nothing: the highest level".to_owned())).chain(places).collect()
}
