//! A rating: five stars and the same in words.

use leptos::prelude::*;

/// `sum` of the stars given and how many gave them.
#[component]
pub fn Stars(sum: i64, count: i64) -> impl IntoView {
    if count == 0 {
        return view! { <span class="stars-none">"No reviews yet"</span> }.into_any();
    }
    let tenths = (sum * 10 + count / 2) / count;
    let words = format!("{}.{} of 5 stars from {count} {}", tenths / 10, tenths % 10, plural(count));
    view! {
        <span class="stars" role="img" aria-label=words>
            {(1..=5)
                .map(|star| {
                    let class = if tenths >= star * 10 - 2 {
                        "star star-full"
                    } else if tenths >= star * 10 - 7 {
                        "star star-half"
                    } else {
                        "star"
                    };
                    view! { <span class=class></span> }
                })
                .collect_view()}
            <span class="stars-count">{format!("({count})")}</span>
        </span>
    }
    .into_any()
}

fn plural(count: i64) -> &'static str {
    if count == 1 { "review" } else { "reviews" }
}
