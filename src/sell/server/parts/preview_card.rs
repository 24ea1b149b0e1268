//! The listing as it will stand on the shelf.

use leptos::prelude::*;

use crate::db::entities::seller;
use crate::sell::server::listing::Listing;

#[component]
pub fn PreviewCard<'a>(listing: &'a Listing, shop: &'a seller::Model) -> impl IntoView + use<> {
    let _ = shop;
    view! {
        <section class="card" aria-labelledby="preview-title">
            <h2 id="preview-title">"On the shelf"</h2>
            <p>{listing.asset.title.clone()}</p>
        </section>
    }
}
