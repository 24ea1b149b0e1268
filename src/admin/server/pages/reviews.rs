//! `/admin/reviews`: what was reported, what is hidden.

use leptos::prelude::*;
use serde::Deserialize;

use crate::admin::server::asked::Asked;
use crate::admin::server::lists;
use crate::admin::server::parts::act::Act;
use crate::admin::server::parts::filter::Filters;
use crate::admin::server::parts::frame::{AdminFrame, Tab};
use crate::admin::server::parts::words::Moment;
use crate::admin::server::store::reviews::ReviewRow;
use crate::server::page::page;
use crate::ui::badge::{Badge, Tone};
use crate::ui::button::Weight;
use crate::ui::empty::EmptyState;
use crate::ui::field::{SelectField, TextField};
use crate::ui::pager::NextPage;
use crate::ui::table::DataTable;

const PATH: &str = "/admin/reviews";
const STATUSES: [(&str, &str); 3] = [("", "Reported"), ("hidden", "Hidden"), ("all", "All reviews")];

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
        let options = STATUSES.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned()));
        Ok(view! {
            <AdminFrame here=Tab::Reviews title="Reviews">
                <Filters path=PATH narrowed=asked.is_narrowed()>
                    <TextField
                        name="search"
                        label="Title, tag or seller"
                        kind="search"
                        value=asked.search.clone().unwrap_or_default()
                    />
                    <SelectField
                        name="status"
                        label="Status"
                        options=options.collect()
                        value=asked.status.clone().unwrap_or_default()
                    />
                </Filters>
                {list}
                <NextPage href=next />
            </AdminFrame>
        })
    })
}

#[derive(Deserialize)]
struct Report {
    reason: String,
}

#[component]
fn Row(review: ReviewRow) -> impl IntoView {
    let reports: Vec<Report> = serde_json::from_str(&review.reports).unwrap_or_default();
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
                {reports.into_iter().map(|report| view! { <p class="muted">{report.reason}</p> }).collect_view()}
            </td>
            <td>
                <Moment at=review.created_at />
            </td>
            <td>{hide} {show}</td>
        </tr>
    }
}
