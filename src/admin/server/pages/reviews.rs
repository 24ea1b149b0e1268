//! `/admin/reviews`: what was reported, what is hidden.

use leptos::prelude::*;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::act::Act;
use crate::admin::server::parts::filter::QueueFilters;
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::reports::{self, Reasons};
use crate::admin::server::parts::words::Moment;
use crate::admin::server::store::reviews::ReviewRow;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::Weight;
use crate::ui::empty::EmptyState;
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/reviews";
const STATUSES: [(&str, &str); 2] = [("hidden", "Hidden"), ("all", "All reviews")];

#[component]
pub fn ReviewsPage() -> impl IntoView {
    page(|cx| async move {
        let moderator = cx.moderator()?;
        let asked = Asked::of_page(&cx);
        let reviews = lists::reviews(&cx.state, &moderator, &asked).await?;
        let next = asked.next_href(PATH, reviews.next.as_deref());
        let list = if reviews.items.is_empty() {
            view! { <EmptyState title="Nothing to look at" text="Reviews that somebody reports wait here. All others are under “All reviews”." /> }
                .into_any()
        } else {
            let rows = reviews.items.into_iter().map(|review| view! { <Row review=review /> }).collect_view();
            view! {
                <DataTable caption="Reviews" columns=vec!["Listing", "Review", "Status", "Written", "Change"]>
                    {rows}
                </DataTable>
            }
            .into_any()
        };
        Ok(view! {
            <AdminFrame here=Tab::Reviews title="Reviews">
                <QueueFilters path=PATH asked=&asked all="Reported" statuses=&STATUSES />
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[component]
fn Row(review: ReviewRow) -> impl IntoView {
    let reports = reports::open(&review.reports);
    let about = format!("the review of {} by {}", review.asset_title, review.author);
    let (status, tone) = match (&review.hidden, reports.is_empty()) {
        (Some(_), _) => ("Hidden", Tone::Bad),
        (None, false) => ("Reported", Tone::Waiting),
        (None, true) => ("Shown", Tone::Good),
    };
    let hide = review.hidden.is_none().then(|| {
        let about = about.clone();
        view! {
            <Act action="/api/fn/hide_review" field="review_id" id=review.id words="Hide" about=about weight=Weight::Danger />
        }
    });
    let show = (review.hidden.is_some() || !reports.is_empty()).then(|| {
        let words = if review.hidden.is_some() { "Show again" } else { "Let it stand" };
        view! { <Act action="/api/fn/show_review" field="review_id" id=review.id words=words about=about /> }
    });
    let href = format!("/assets/{}#reviews", review.asset_slug);
    let stars = format!("{} of 5 stars by {}", review.stars, review.author);
    view! {
        <tr>
            <th scope="row">
                <a class="link" href=href>
                    {review.asset_title.clone()}
                </a>
            </th>
            <td>
                <p class="muted">{stars}</p>
                {(!review.title.is_empty()).then(|| view! { <p><strong>{review.title.clone()}</strong></p> })}
                {(!review.body.is_empty()).then(|| view! { <p class="review-body">{review.body.clone()}</p> })}
            </td>
            <td>
                <Badge text=status tone=tone />
                {review.hidden.clone().map(|reason| view! { <p class="muted">{reason}</p> })}
                <Reasons reports=reports />
            </td>
            <td>
                <Moment at=review.created_at />
            </td>
            <td>{hide} {show}</td>
        </tr>
    }
}
