//! What buyers say, with how the stars are spread.

use leptos::prelude::*;

use crate::catalog::server::listing::Listing;
use crate::catalog::server::show_asset::ReviewRow;
use crate::kit::time;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::pager::NextPage;
use crate::ui::stars::Stars;

#[component]
pub fn Reviews<'a>(
    listing: &'a Listing,
    reviews: Vec<ReviewRow>,
    /// Address of the next page.
    more: Option<String>,
    /// Whether this is not the first page.
    continued: bool,
) -> impl IntoView + use<> {
    let first_page = format!("{}#reviews", listing.path());
    let content = if listing.rating_count == 0 && reviews.is_empty() {
        view! { <p class="muted">"Nobody has reviewed this yet. Those who buy it can."</p> }.into_any()
    } else {
        view! {
            <div class="review-layout">
                <Histogram sum=listing.rating_sum count=listing.rating_count stars=listing.stars />
                <div>
                    {continued
                        .then(|| {
                            view! {
                                <p>
                                    <a class="link" href=first_page>
                                        "Back to the newest reviews"
                                    </a>
                                </p>
                            }
                        })} <ol class="review-list">{reviews.into_iter().map(|review| view! { <Review review=review /> }).collect_view()}</ol>
                    <NextPage href=more words="More reviews" />
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" id="reviews">
            <h2>"Reviews"</h2>
            {content}
        </section>
    }
}

#[component]
fn Histogram(sum: i64, count: i64, stars: [i64; 5]) -> impl IntoView {
    let all = stars.iter().sum::<i64>().max(1);
    let rows = (1..=5i64).rev().zip(stars.into_iter().rev()).map(|(star, given)| {
        let words = format!("{star} {}: {given}", if star == 1 { "star" } else { "stars" });
        view! {
            <li>
                <span aria-hidden="true">{star}</span>
                <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=words>
                    <rect class="bar-track" width="100" height="8"></rect>
                    <rect class="chart-bar" width=given * 100 / all height="8"></rect>
                </svg>
                <span class="num" aria-hidden="true">
                    {given}
                </span>
            </li>
        }
    });
    let average = (count > 0).then(|| {
        let tenths = (sum * 10 + count / 2) / count;
        format!("{}.{}", tenths / 10, tenths % 10)
    });
    view! {
        <div class="histogram">
            <p class="histogram-average">
                {average} <Stars sum=sum count=count />
            </p>
            <ul>{rows.collect_view()}</ul>
        </div>
    }
}

#[component]
fn Review(review: ReviewRow) -> impl IntoView {
    let stars = i64::from(review.stars);
    view! {
        <li class="review">
            <p class="review-head">
                <span class="stars" role="img" aria-label=format!("{stars} of 5 stars")>
                    {(1..=5)
                        .map(|star| {
                            view! { <span class=if star <= stars { "star star-full" } else { "star" }></span> }
                        })
                        .collect_view()}
                </span>
                {(!review.title.is_empty()).then(|| view! { <strong>{review.title}</strong> })}
            </p>
            {(!review.body.is_empty()).then(|| view! { <p class="review-body">{review.body}</p> })}
            <p class="muted review-by">
                <Avatar name=review.author.clone() picture=review.avatar size=AvatarSize::Small />
                {review.author} ", "
                <time datetime=review.created_at.to_rfc3339()>{time::day(review.created_at)}</time>
            </p>
        </li>
    }
}
