//! `/admin/assets`

use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::act::Act;
use crate::admin::server::parts::filter::QueueFilters;
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::pick::{PICKS, PickAct};
use crate::admin::server::parts::reports::{self, Reasons};
use crate::admin::server::parts::words::{self, Moment};
use crate::admin::server::store::listings::ListingRow;
use crate::db::entities::asset::AssetStatus;
use crate::kit::money::Money;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::Weight;
use crate::ui::empty::EmptyState;
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/assets";
const STATUSES: [(&str, &str); 5] = [
    ("reported", "Reported"),
    ("draft", "Drafts"),
    ("published", "Published"),
    ("unpublished", "Unpublished"),
    ("removed", "Taken down"),
];

#[component]
pub fn AssetsPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let asked = Asked::of_page(&cx);
        let listings = lists::listings(&cx.state, &moderator, &asked).await?;
        let next = asked.next_href(PATH, listings.next.as_deref());
        let list = if listings.items.is_empty() {
            let text = match asked.status.as_deref() {
                Some("reported") => "Listings that somebody reports wait here.",
                _ => "Search for a part of a title, tag or seller, or clear the filters.",
            };
            view! { <EmptyState title="No listings here" text=text /> }.into_any()
        } else {
            let rows =
                listings.items.into_iter().map(|listing| view! { <Row listing=listing /> }).collect_view();
            view! {
                <DataTable
                    caption="Listings"
                    columns=vec!["Listing", "Seller", "Status", "Price", "Sales", "Made", "Change"]
                    numbers=vec!["Price", "Sales"]
                >
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Assets title="Listings">
                <QueueFilters path=PATH asked=&asked all="All listings" statuses=&STATUSES />
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[component]
fn Row(listing: ListingRow) -> impl IntoView {
    let (status, tone) = words::listing(listing.status);
    let price = Money::stored(listing.price_from_minor, &listing.currency);
    let price = price.map(|price| if price.is_zero() { "Free".to_owned() } else { price.to_string() });
    let title = if listing.status == AssetStatus::Published {
        let href = format!("/assets/{}", listing.slug);
        view! {
            <a class="link" href=href>
                {listing.title.clone()}
            </a>
        }
        .into_any()
    } else {
        listing.title.clone().into_any()
    };
    let reports = reports::open(&listing.reports);
    let keep = (!reports.is_empty()).then(|| {
        let about = listing.title.clone();
        view! { <Act action="/api/fn/keep_asset" field="asset_id" id=listing.id words="Let it stand" about=about /> }
    });
    let reported = (!reports.is_empty()).then(|| view! { <Badge text="Reported" tone=Tone::Waiting /> });
    let act = match listing.status {
        AssetStatus::Published => view! {
            <Act
                action="/api/fn/take_down_asset"
                field="asset_id"
                id=listing.id
                words="Unpublish"
                about=listing.title.clone()
                weight=Weight::Danger
            />
            {if listing.is_picked {
                view! { <p><a class="link" href=PICKS>"A staff pick"</a></p> }.into_any()
            } else {
                view! {
                    <PickAct action="/api/fn/pick_asset" field="asset_id" id=listing.id words="Pick" about=listing.title.clone() />
                }
                .into_any()
            }}
        }
        .into_any(),
        AssetStatus::Removed => view! {
            <Act
                action="/api/fn/restore_asset"
                field="asset_id"
                id=listing.id
                words="Restore"
                about=listing.title.clone()
            />
        }
        .into_any(),
        AssetStatus::Draft | AssetStatus::Unpublished => ().into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                {title} <br /> <span class="muted">{words::kind(listing.kind)}</span>
            </th>
            <td>
                <a class="link" href=format!("/sellers/{}", listing.seller_handle)>
                    {listing.seller_name.clone()}
                </a>
            </td>
            <td>
                <Badge text=status tone=tone />
                " "
                {reported}
                {listing.reason.clone().map(|reason| view! { <p class="muted">{reason}</p> })}
                <Reasons reports=reports />
            </td>
            <td class="num">{price.unwrap_or_default()}</td>
            <td class="num">{listing.sales_count}</td>
            <td>
                <Moment at=listing.created_at />
            </td>
            <td>{act} {keep}</td>
        </tr>
    }
}
