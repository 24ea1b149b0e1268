//! `/admin/orders`

use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::filter::{Filters, options};
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::words::{self, Moment};
use crate::admin::server::store::orders::OrderRow;
use crate::kit::money::Money;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::empty::EmptyState;
use crate::ui::field::SelectField;
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/orders";
const STATUSES: [(&str, &str); 9] = [
    ("held", "Held for review"),
    ("created", "Created"),
    ("payment_pending", "Payment pending"),
    ("payment_failed", "Payment failed"),
    ("paid", "Paid"),
    ("shipped", "Shipped"),
    ("delivered", "Delivered"),
    ("cancelled", "Cancelled"),
    ("expired", "Expired"),
];

#[component]
pub fn OrdersPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let asked = Asked::of_page(&cx);
        let orders = lists::orders(&cx.state, &moderator, &asked).await?;
        let next = asked.next_href(PATH, orders.next.as_deref());
        let list = if orders.items.is_empty() {
            view! { <EmptyState title="No orders here" text="Orders appear the moment somebody checks out." /> }
                .into_any()
        } else {
            let rows = orders.items.into_iter().map(|order| view! { <Row order=order /> }).collect_view();
            view! {
                <DataTable caption="Orders" columns=vec!["Order", "Buyer", "Status", "Total", "Placed", "Paid"] numbers=vec!["Total"]>
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Orders title="Orders">
                <Filters path=PATH narrowed=asked.is_narrowed()>
                    <SelectField
                        name="status"
                        label="Status"
                        options=options("All orders", &STATUSES)
                        value=asked.status.clone().unwrap_or_default()
                    />
                </Filters>
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[component]
fn Row(order: OrderRow) -> impl IntoView {
    let (status, tone) = words::order(order.status);
    let total = Money::stored(order.total_minor, &order.currency).map(|total| total.to_string());
    let number = order.number.clone().unwrap_or_else(|| "Not numbered yet".into());
    let held = order.held_for_review_reason.map(|reason| {
        view! {
            <Badge text="Held" tone=Tone::Bad />
            <p class="muted">{reason}</p>
        }
    });
    view! {
        <tr>
            <th scope="row">
                {number} <br /> <code class="muted">{order.id.to_string()}</code>
            </th>
            <td>"@" {order.buyer_username} <br /> <span class="muted">{order.buyer_email}</span></td>
            <td>
                <Badge text=status tone=tone />
                {held}
            </td>
            <td class="num">{total.unwrap_or_default()}</td>
            <td>
                <Moment at=order.created_at />
            </td>
            <td>{order.paid_at.map(|at| view! { <Moment at=at /> })}</td>
        </tr>
    }
}
