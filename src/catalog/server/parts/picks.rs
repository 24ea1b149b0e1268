//! What staff put forward, each with what they say of it.

use leptos::prelude::*;

use crate::catalog::server::parts::asset_card::AssetCard;
use crate::catalog::server::show_home::Picked;

#[component]
pub fn Picks(picks: Vec<Picked>) -> impl IntoView {
    (!picks.is_empty()).then(|| {
        let cards = picks.into_iter().enumerate().map(|(place, Picked { card, reason })| {
            let mark = format!("pick-{}", place + 1);
            view! {
                <li>
                    <AssetCard card=card mark=mark />
                    {(!reason.is_empty()).then(|| view! { <p class="pick-reason">{reason}</p> })}
                </li>
            }
        });
        view! {
            <section class="section" aria-labelledby="staff-picks">
                <div class="section-head">
                    <h2 id="staff-picks">"Staff picks"</h2>
                    <p class="muted">"Chosen by the people who run this shop."</p>
                </div>
                <ul class="card-grid">{cards.collect_view()}</ul>
            </section>
        }
    })
}
