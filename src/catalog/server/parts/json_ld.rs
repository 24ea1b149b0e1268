//! Pages for search engines, as schema.org's `Product` and `BreadcrumbList`. Blocks of data: browsers do not run them.

use leptos::prelude::*;
use serde_json::{Value, json};

use crate::catalog::media;
use crate::catalog::rules::visibility::Status;
use crate::catalog::server::listing::Listing;
use crate::catalog::server::social_card::SocialCard;
use crate::catalog::types::Picture;
use crate::server::state::State;

#[component]
pub fn JsonLd<'a>(
    state: State,
    listing: &'a Listing,
    pictures: &'a [Picture],
    card: &'a SocialCard,
) -> impl IntoView + use<> {
    let data = product(&state, listing, pictures, card);
    view! { <script r#type="application/ld+json" inner_html=embed(&data)></script> }
}

/// Where the page stands: `(path, words)`, as above the page itself.
#[component]
pub fn BreadcrumbsLd<'a>(state: State, trail: &'a [(String, String)]) -> impl IntoView + use<> {
    let item = |(i, (path, words)): (usize, &(String, String))| {
        let url = state.config.server.link(path);
        json!({ "@type": "ListItem", "position": i + 1, "name": words, "item": url })
    };
    let data = json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": trail.iter().enumerate().map(item).collect::<Vec<_>>(),
    });
    view! { <script r#type="application/ld+json" inner_html=embed(&data)></script> }
}

fn product(state: &State, listing: &Listing, pictures: &[Picture], card: &SocialCard) -> Value {
    let url = state.config.server.link(&listing.path());
    let shop = state.config.server.link(&format!("/sellers/{}", listing.seller.handle));
    let on_sale = listing.status == Status::Published;
    let offers = listing.licences.iter().map(|licence| {
        json!({
            "@type": "Offer",
            "name": licence.name,
            "price": licence.price.to_input(),
            "priceCurrency": licence.price.currency.code(),
            "availability": if on_sale { "https://schema.org/InStock" } else { "https://schema.org/Discontinued" },
            "url": url,
            "itemCondition": "https://schema.org/NewCondition",
            "seller": { "@type": "Person", "name": listing.seller.name, "url": shop },
        })
    });
    let offers: Vec<_> = offers.collect();
    let mut images: Vec<_> =
        pictures.iter().map(|picture| state.config.server.link(&media::src(&picture.stem, 1600))).collect();
    if images.is_empty() {
        images.push(state.config.server.link(&card.path()));
    }
    let mut product = json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": listing.title,
        "description": listing.summary,
        "sku": listing.id,
        "url": url,
        "category": listing.kind.name(),
        "brand": { "@type": "Brand", "name": listing.seller.name },
        "image": images,
    });
    if !offers.is_empty() {
        product["offers"] = offers.into();
    }
    if listing.rating_count > 0 {
        let hundredths = listing.rating_sum * 100 / listing.rating_count;
        product["aggregateRating"] = json!({
            "@type": "AggregateRating",
            "ratingValue": format!("{}.{:02}", hundredths / 100, hundredths % 100),
            "reviewCount": listing.rating_count,
        });
    }
    product
}

/// JSON that cannot end the element it stands in.
fn embed(data: &Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_block_early() {
        let data = json!({ "name": "</script><script>alert(1)</script><!-- & \u{2028}" });
        let text = embed(&data);
        assert!(!text.contains('<') && !text.contains('&'), "{text}");
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), data);
    }
}
