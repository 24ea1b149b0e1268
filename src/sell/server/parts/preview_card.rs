//! The listing as it will stand on the shelf.

use leptos::prelude::*;

use crate::catalog::{AssetCard, Card, Picture};
use crate::db::entities::{preview, seller};
use crate::kit::money::Money;
use crate::sell::server::listing::Listing;

#[component]
pub fn PreviewCard<'a>(listing: &'a Listing, shop: &'a seller::Model) -> impl IntoView + use<> {
    let card = card(listing, shop);
    view! {
        <section aria-labelledby="preview-title">
            <h2 id="preview-title">"On the shelf"</h2>
            {card.map(|card| view! { <AssetCard card=card /> })}
        </section>
    }
}

/// None where the currency is not one we know.
fn card(listing: &Listing, shop: &seller::Model) -> Option<Card> {
    let asset = &listing.asset;
    Some(Card {
        id: asset.id,
        slug: asset.slug.clone(),
        title: asset.title.clone(),
        kind: listing.kind(),
        seller_handle: shop.handle.clone(),
        seller_name: shop.display_name.clone(),
        price: Money::stored(listing.price_from(), &asset.currency).ok()?,
        several_prices: listing.active_licences().count() > 1,
        wished: None,
        rating_sum: asset.rating_sum,
        rating_count: asset.rating_count,
        picture: listing.pictures().next().and_then(picture),
    })
}

fn picture(preview: &preview::Model) -> Option<Picture> {
    Some(Picture {
        stem: preview.storage_key.clone()?,
        width: u32::try_from(preview.width?).ok()?,
        height: u32::try_from(preview.height?).ok()?,
        alt: preview.alt.clone(),
        colour: preview.colour.clone(),
    })
}
