//! `/admin/categories`: what the shop's shelves are called, and which stands in which.

use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::rules::Place;
use crate::admin::server::categories::{Branch, branches};
use crate::admin::server::parts::category_form::{AddCategory, ChangeCategory};
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::server::page::page;
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::form::{Form, Hidden};
use crate::ui::table::DataTable;

#[component]
pub fn CategoriesPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let branches = branches(&cx.state, &moderator).await?;
        let asked = cx.query("edit").and_then(|id| id.parse::<Uuid>().ok());
        let edited = asked.and_then(|id| branches.iter().find(|branch| branch.category.id == id));
        let form = match edited {
            Some(branch) => view! { <ChangeCategory branch=branch branches=&branches /> }.into_any(),
            None => view! { <AddCategory branches=&branches /> }.into_any(),
        };
        let is_empty = branches.is_empty();
        let list = if is_empty {
            let text =
                "Sellers file each listing under a category before they publish it. Add the first one below.";
            view! { <EmptyState title="No categories yet" text=text /> }.into_any()
        } else {
            let rows = branches.iter().cloned().map(|branch| view! { <Row branch=branch /> }).collect_view();
            view! {
                <DataTable
                    caption="Categories"
                    columns=vec!["Category", "Address", "Listings", "Change"]
                    numbers=vec!["Listings"]
                >
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        let (before, after) = if edited.is_some() { (Some(form), None) } else { (None, Some(form)) };
        Ok(view! {
            <AdminFrame
                here=Tab::Categories
                title="Categories"
                lede="The shelves of the shop, in the order visitors see them. Categories stand in categories, on up to three levels."
            >
                {before}
                {list}
                {after}
            </AdminFrame>
        })
    })
}

#[component]
fn Row(branch: Branch) -> impl IntoView {
    let Branch { category, level, path, listings, on_sale, kept, moves } = branch;
    let (id, name) = (category.id, category.name);
    let class = match level {
        0 => "branch",
        1 => "branch branch-within",
        _ => "branch branch-within-twice",
    };
    let above = path.split_last().map(|(_, above)| above.join(" › ")).unwrap_or_default();
    let within = (!above.is_empty()).then(|| view! { <span class="sr-only">{format!(" in {above}")}</span> });
    let href = format!("/categories/{}", category.slug);
    let rest = match listings - on_sale {
        0 => None,
        n => Some(format!("{n} not for sale")),
    };
    let places = [(Place::Earlier, "Up", moves.0), (Place::Later, "Down", moves.1)];
    let places = places.into_iter().filter(|(_, _, can)| *can).map(|(to, words, _)| {
        view! { <Move id=id to=to words=words about=name.clone() /> }
    });
    let places = places.collect_view();
    let (label, question) = (format!("Delete {name}"), format!("Delete the category “{name}”?"));
    let delete = match kept {
        Some(why) => view! { <p class="muted">{why}</p> }.into_any(),
        None => view! {
            <Form
                action="/api/fn/delete_category"
                scope=format!("delete-{id}")
                confirm=question
            >
                <Hidden name="category_id" value=id.to_string() />
                <Submit class="btn-sm" weight=Weight::Danger label=label>
                    "Delete"
                </Submit>
            </Form>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row" class=class>
                <a class="link" href=href.clone()>
                    {name.clone()}
                </a>
                {within}
            </th>
            <td>
                <code>{href}</code>
            </td>
            <td class="num">{listings} {rest.map(|rest| view! { <br /> <span class="muted">{rest}</span> })}</td>
            <td>
                <div class="pick-acts">
                    <LinkButton class="btn-sm" href=format!("/admin/categories?edit={id}#change")>
                        "Change" <span class="sr-only">{format!(" {name}")}</span>
                    </LinkButton>
                    {places}
                    {delete}
                </div>
            </td>
        </tr>
    }
}

#[component]
fn Move(id: Uuid, to: Place, words: &'static str, about: String) -> impl IntoView {
    view! {
        <Form action="/api/fn/move_category" scope=format!("{}-{id}", to.code())>
            <Hidden name="category_id" value=id.to_string() />
            <Hidden name="place" value=to.code() />
            <Submit class="btn-sm" label=format!("{words}: {about}")>
                {words}
            </Submit>
        </Form>
    }
}
