//! `/admin/users`

use leptos::prelude::*;
use sea_orm::ActiveEnum;

use crate::accounts::ProveWithPasskey;
use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::act::Act;
use crate::admin::server::parts::filter::{Filters, options};
use crate::admin::server::parts::frame::{AdminFrame, Tab, guarded, is_admin};
use crate::admin::server::parts::words::Moment;
use crate::admin::server::store::people::PersonRow;
use crate::db::entities::user::StaffRole;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::Weight;
use crate::ui::empty::EmptyState;
use crate::ui::field::{SelectField, TextField};
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/users";
const ROLES: [(&str, &str); 4] =
    [("buyer", "Buyers"), ("seller", "Sellers"), ("moderator", "Moderators"), ("admin", "Admins")];
const STATUSES: [(&str, &str); 2] = [("active", "Active"), ("disabled", "Disabled")];
const STAFF_ROLES: [(&str, &str); 2] = [("moderator", "Moderator"), ("admin", "Admin")];

#[component]
pub fn UsersPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let asked = Asked::of_page(&cx);
        let people = lists::people(&cx.state, &moderator, &asked).await?;
        let me = moderator.user_id;
        let next = asked.next_href(PATH, people.next.as_deref());
        let list = if people.items.is_empty() {
            view! { <EmptyState title="Nobody matches" text="Search for a part of an e-mail address or username, or clear the filters." /> }
                .into_any()
        } else {
            let rows = people.items.into_iter().map(|person| {
                let mine = person.id == me;
                view! { <Row person=person mine=mine /> }
            });
            let rows = rows.collect_view();
            view! {
                <DataTable caption="People" columns=vec!["Person", "E-mail", "Roles", "State", "Since", "Change"]>
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Users title="People">
                <Filters path=PATH narrowed=asked.is_narrowed()>
                    <TextField
                        name="search"
                        label="E-mail or username"
                        kind="search"
                        value=asked.search.clone().unwrap_or_default()
                    />
                    <SelectField
                        name="role"
                        label="Role"
                        options=options("All roles", &ROLES)
                        value=asked.role.clone().unwrap_or_default()
                    />
                    <SelectField
                        name="status"
                        label="State"
                        options=options("All states", &STATUSES)
                        value=asked.status.clone().unwrap_or_default()
                    />
                </Filters>
                {is_admin().then(|| view! { <ProveWithPasskey /> })}
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[component]
fn Row(person: PersonRow, mine: bool) -> impl IntoView {
    let state = match person.disabled_at {
        Some(_) => view! { <Badge text="Disabled" tone=Tone::Bad /> },
        None => view! { <Badge text="Active" tone=Tone::Good /> },
    };
    let unverified = person
        .email_verified_at
        .is_none()
        .then(|| view! { <span class="muted nowrap">" not verified"</span> });
    let shop = person.handle.clone().map(|handle| {
        view! {
            <a class="link" href=format!("/sellers/{handle}")>
                "Seller"
            </a>
        }
    });
    let staff = person.staff_role.map(|role| view! { <Badge text=role_words(role) tone=Tone::Accent /> });
    let buyer = (shop.is_none() && staff.is_none()).then_some("Buyer");
    view! {
        <tr>
            <th scope="row">
                {person.display_name.clone()} <br /> <span class="muted">"@" {person.username.clone()}</span>
            </th>
            <td>{person.email.clone()} {unverified}</td>
            <td>{staff} " " {shop} {buyer}</td>
            <td>{state}</td>
            <td>
                <Moment at=person.created_at />
            </td>
            <td>
                <Acts person=person mine=mine />
            </td>
        </tr>
    }
}

#[component]
fn Acts(person: PersonRow, mine: bool) -> impl IntoView {
    if mine {
        return view! { <span class="muted">"You"</span> }.into_any();
    }
    if !is_admin() {
        return view! { <span class="muted">"Admins only"</span> }.into_any();
    }
    let (id, about) = (person.id, format!("@{}", person.username));
    let role = person.staff_role.map(|role| role.to_value()).unwrap_or_default();
    let lock = if person.disabled_at.is_some() {
        view! { <Act action="/api/fn/enable_user" field="user_id" id=id words="Enable" about=about.clone() /> }
            .into_any()
    } else {
        view! {
            <Act
                action="/api/fn/disable_user"
                field="user_id"
                id=id
                words="Disable"
                about=about.clone()
                weight=Weight::Danger
            />
        }
        .into_any()
    };
    view! {
        {lock}
        <Act action="/api/fn/set_staff_role" field="user_id" id=id words="Set role" about=about>
            <SelectField name="role" label="Staff role" options=options("None", &STAFF_ROLES) value=role />
            {guarded().then(|| view! { <TextField name="code" label="Your code" autocomplete="one-time-code" maxlength=24 /> })}
        </Act>
    }
    .into_any()
}

fn role_words(role: StaffRole) -> &'static str {
    match role {
        StaffRole::Moderator => "Moderator",
        StaffRole::Admin => "Admin",
    }
}
