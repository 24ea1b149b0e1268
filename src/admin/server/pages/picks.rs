//! `/admin/picks`: what stands in the shop window, and in which order.

use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::rules::{Place, SHOWN_PICKS};
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::pick::PickAct;
use crate::admin::server::parts::words::{self, Moment};
use crate::admin::server::picks::{PickRow, picks};
use crate::db::entities::asset::AssetStatus;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::{LinkButton, Submit, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::form::{Form, Hidden};
use crate::ui::table::DataTable;

#[component]
pub fn PicksPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let picks = picks(&cx.state, &moderator).await?;
        let on_sale = picks.iter().filter(|pick| pick.status == AssetStatus::Published).count();
        let list = if picks.is_empty() {
            view! {
                <EmptyState
                    title="Nothing is picked yet"
                    text="Listings that you find worth a look stand on the front of the shop. Find one and choose “Pick”."
                >
                    <LinkButton href="/admin/assets?status=published">"Find a listing"</LinkButton>
                </EmptyState>
            }
            .into_any()
        } else {
            let count = picks.len();
            let mut shown = 0;
            let rows = picks.into_iter().enumerate().map(|(place, pick)| {
                let state = if pick.status != AssetStatus::Published {
                    Shown::NotOnSale
                } else if shown < SHOWN_PICKS {
                    shown += 1;
                    Shown::Yes
                } else {
                    Shown::Waits
                };
                view! { <Row pick=pick place=place count=count shown=state /> }
            });
            let rows = rows.collect_view();
            view! {
                {(on_sale > SHOWN_PICKS).then(|| view! { <p class="muted">{waiting(on_sale)}</p> })}
                <DataTable
                    caption="Staff picks"
                    columns=vec!["Place", "Listing", "What visitors read", "Status", "Picked", "Change"]
                    numbers=vec!["Place"]
                >
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame
                here=Tab::Picks
                title="Staff picks"
                lede="They stand on the front of the shop in this order, each with a mark on its page."
            >
                {list}
            </AdminFrame>
        })
    })
}

#[derive(Clone, Copy)]
enum Shown {
    Yes,
    /// Behind as many as there is room for.
    Waits,
    NotOnSale,
}

fn waiting(on_sale: usize) -> String {
    let waiting = match on_sale - SHOWN_PICKS {
        1 => "1 more waits".to_owned(),
        more => format!("{more} more wait"),
    };
    format!("The first {SHOWN_PICKS} that are for sale are shown; {waiting} until one before leaves.")
}

#[component]
fn Row(pick: PickRow, place: usize, count: usize, shown: Shown) -> impl IntoView {
    let (status, tone) = match shown {
        Shown::Yes => ("Shown", Tone::Good),
        Shown::Waits => ("Waits", Tone::Waiting),
        Shown::NotOnSale => words::listing(pick.status),
    };
    let href = matches!(shown, Shown::Yes | Shown::Waits).then(|| format!("/assets/{}", pick.slug));
    let title = match href {
        Some(href) => view! {
            <a class="link" href=href>
                {pick.title.clone()}
            </a>
        }
        .into_any(),
        None => pick.title.clone().into_any(),
    };
    let PickRow { id, title: name, reason, .. } = pick;
    let places = [
        (Place::First, "To the front", place > 1),
        (Place::Earlier, "Earlier", place > 0),
        (Place::Later, "Later", place + 1 < count),
    ];
    let moves = places.into_iter().filter(|(_, _, can)| *can).map(|(to, words, _)| {
        view! { <Move id=id to=to words=words about=name.clone() /> }
    });
    let moves = moves.collect_view();
    view! {
        <tr>
            <td class="num">{place + 1}</td>
            <th scope="row">{title}</th>
            <td>
                {if reason.is_empty() { "Nothing".to_owned() } else { reason.clone() }}
                <PickAct action="/api/fn/describe_pick" field="pick_id" id=id words="Change the words" about=name.clone() reason=reason.clone() />
            </td>
            <td>
                <Badge text=status tone=tone />
            </td>
            <td>
                <Moment at=pick.created_at /> <br /> <span class="muted">{format!("by {}", pick.picked_by)}</span>
            </td>
            <td>
                <div class="pick-acts">
                    {moves}
                    <Form action="/api/fn/remove_pick" scope=format!("remove-{id}")>
                        <Hidden name="pick_id" value=id.to_string() />
                        <Submit class="btn-sm" weight=Weight::Danger label=format!("Remove {name} from the picks")>
                            "Remove"
                        </Submit>
                    </Form>
                </div>
            </td>
        </tr>
    }
}

#[component]
fn Move(id: Uuid, to: Place, words: &'static str, about: String) -> impl IntoView {
    view! {
        <Form action="/api/fn/move_pick" scope=format!("{}-{id}", to.code())>
            <Hidden name="pick_id" value=id.to_string() />
            <Hidden name="place" value=to.code() />
            <Submit class="btn-sm" label=format!("{words}: {about}")>
                {words}
            </Submit>
        </Form>
    }
}
