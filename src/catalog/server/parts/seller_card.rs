//! Who made it.

use leptos::prelude::*;

use crate::catalog::server::listing;
use crate::ui::avatar::Avatar;

#[component]
pub fn SellerCard<'a>(seller: &'a listing::SellerCard) -> impl IntoView + use<> {
    let about: String = seller.about.chars().take(180).collect();
    let about = if about.len() < seller.about.len() { format!("{}…", about.trim_end()) } else { about };
    let href = format!("/sellers/{}", seller.handle);
    view! {
        <section class="card seller-card" aria-label="Seller">
            <Avatar name=seller.name.clone() picture=seller.avatar.clone() />
            <div>
                <h2>
                    <a href=href>{seller.name.clone()}</a>
                </h2>
                <p class="muted">{about}</p>
            </div>
        </section>
    }
}
