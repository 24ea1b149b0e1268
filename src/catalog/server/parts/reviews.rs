//! What buyers say, with how the stars are spread.

use leptos::prelude::*;
use uuid::Uuid;

use crate::catalog::server::links::with_query;
use crate::catalog::server::listing::Listing;
use crate::catalog::server::parts::own_review::{Own, OwnReview};
use crate::catalog::server::parts::review::{Looks, Review};
use crate::catalog::server::show_asset::{Narrowed, ReviewRow};
use crate::kit::paging::Page;
use crate::ui::pager::NextPage;
use crate::ui::stars::Stars;

#[component]
pub fn Reviews<'a>(
    listing: &'a Listing,
    reviews: Page<ReviewRow>,
    narrowed: &'a Narrowed,
    /// Nil for strangers.
    viewer: Uuid,
    own: Own,
) -> impl IntoView + use<> {
    let looks = Looks::of(viewer, listing.seller.id);
    let seller = listing.seller.name.clone();
    let asset_id = listing.id;
    let content = if listing.rating_count == 0 && reviews.items.is_empty() {
        view! { <p class="muted">"Nobody has reviewed this yet. Those who buy it can."</p> }.into_any()
    } else {
        let path = listing.path();
        let stars = narrowed.stars.map(|stars| stars.to_string());
        let stars = stars.as_deref().map(|stars| ("stars", stars));
        let more = reviews.next.as_deref().map(|cursor| {
            let pairs = stars.into_iter().chain([("reviews_after", cursor)]);
            format!("{}#reviews", with_query(&path, pairs))
        });
        let none = reviews.items.is_empty();
        view! {
            <div class="review-layout">
                <Histogram listing=listing chosen=narrowed.stars />
                <div>
                    <Way path=path narrowed=narrowed />
                    {none.then(|| view! { <p class="muted">"No reviews with so many stars."</p> })}
                    <ol class="review-list">
                        {reviews
                            .items
                            .into_iter()
                            .map(|review| {
                                view! { <Review review=review viewer=viewer looks=looks seller=seller.clone() /> }
                            })
                            .collect_view()}
                    </ol>
                    <NextPage href=more words="More reviews" />
                </div>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section" id="reviews">
            <h2>"Reviews"</h2>
            <OwnReview asset_id=asset_id own=own />
            {content}
        </section>
    }
}

/// Back to all of them, or to the newest.
#[component]
fn Way<'a>(path: String, narrowed: &'a Narrowed) -> impl IntoView + use<> {
    let words = match (narrowed.stars, &narrowed.after) {
        (Some(1), _) => Some("Show all reviews, not only those with 1 star".to_owned()),
        (Some(stars), _) => Some(format!("Show all reviews, not only those with {stars} stars")),
        (None, Some(_)) => Some("Back to the newest reviews".to_owned()),
        (None, None) => None,
    };
    words.map(|words| {
        view! {
            <p>
                <a class="link" href=format!("{path}#reviews")>
                    {words}
                </a>
            </p>
        }
    })
}

#[component]
fn Histogram<'a>(listing: &'a Listing, chosen: Option<i32>) -> impl IntoView + use<> {
    let (sum, count) = (listing.rating_sum, listing.rating_count);
    let all = listing.stars.iter().sum::<i64>().max(1);
    let path = listing.path();
    let rows = (1..=5i32).rev().zip(listing.stars.into_iter().rev()).map(|(star, given)| {
        let words = format!("{star} {}: {given}", if star == 1 { "star" } else { "stars" });
        let bar = view! {
            <span aria-hidden="true">{star}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label=words>
                <rect class="bar-track" width="100" height="8"></rect>
                <rect class="chart-bar" width=given * 100 / all height="8"></rect>
            </svg>
            <span class="num" aria-hidden="true">
                {given}
            </span>
        };
        if given == 0 {
            return view! {
                <li>
                    <span class="histogram-row">{bar}</span>
                </li>
            }
            .into_any();
        }
        let href = format!("{}#reviews", with_query(&path, [("stars", star.to_string().as_str())]));
        view! {
            <li>
                <a class="histogram-row" href=href aria-current=(chosen == Some(star)).then_some("true")>
                    {bar}
                </a>
            </li>
        }
        .into_any()
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
