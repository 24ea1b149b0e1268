//! Who made it.

use leptos::prelude::*;

use crate::catalog::server::listing;
use crate::catalog::server::parts::keep::FollowButton;
use crate::ui::avatar::Avatar;

#[component]
pub fn SellerCard<'a>(
    seller: &'a listing::SellerCard,
    /// Whether the one who looks follows them; None where they cannot.
    follows: Option<bool>,
) -> impl IntoView + use<> {
    let about: String = seller.about.chars().take(180).collect();
    let about = if about.len() < seller.about.len() { format!("{}…", about.trim_end()) } else { about };
    let (seller_id, name) = (seller.id, seller.name.clone());
    let follow =
        follows.map(|follows| view! { <FollowButton seller_id=seller_id name=name follows=follows /> });
    let href = format!("/sellers/{}", seller.handle);
    view! {
        <section class="card seller-card" aria-label="Seller">
            <Avatar name=seller.name.clone() picture=seller.avatar.clone() />
            <div>
                <h2>
                    <a href=href>{seller.name.clone()}</a>
                </h2>
                <p class="muted">{about}</p>
                {follow}
            </div>
        </section>
    }
}
