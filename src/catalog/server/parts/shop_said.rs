//! What buyers said last of a shop's listings.

use leptos::prelude::*;

use crate::catalog::server::parts::review::Given;
use crate::catalog::server::show_seller::Said;
use crate::kit::time;

/// Characters of a review; the rest stands on its listing's page.
const LONGEST: usize = 240;

#[component]
pub fn ShopSaid(said: Vec<Said>) -> impl IntoView {
    (!said.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2>"What buyers say"</h2>
                <ul class="shop-said">{said.into_iter().map(|said| view! { <One said=said /> }).collect_view()}</ul>
            </section>
        }
    })
}

#[component]
fn One(said: Said) -> impl IntoView {
    let body: String = said.body.chars().take(LONGEST).collect();
    let body = if body.len() < said.body.len() { format!("{}…", body.trim_end()) } else { body };
    view! {
        <li>
            <p>
                <Given stars=said.stars />
                {(!said.title.is_empty()).then(|| view! { <strong>{said.title}</strong> })}
            </p>
            {(!body.is_empty()).then(|| view! { <p class="review-body">{body}</p> })}
            <p class="muted">
                {format!("{} on ", said.author)}
                <a class="link" href=format!("/assets/{}#review-{}", said.slug, said.id)>
                    {said.listing}
                </a> ", "
                <time datetime=said.created_at.to_rfc3339()>{time::day(said.created_at)}</time>
            </p>
        </li>
    }
}
