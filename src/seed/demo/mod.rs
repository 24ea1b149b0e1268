//! The demo shop: what it sells, who sells it, and what was sold before. Made by our own code, without a database.

mod cards;
mod code;
mod licences;
mod models;
mod pages;
mod past;
mod said;
mod sellers;
mod solids;
mod source;
mod types;

pub use sellers::PICKS;
pub use types::{DemoLicence, DemoListing, DemoReview, DemoShop, DemoVersion, Detail};

/// Everything there is; files and pictures are made when they are asked for. `weekday` is today's, 0 for Monday.
pub fn demo_shop(detail: Detail, weekday: u32) -> DemoShop {
    let mut listings = solids::listings(detail);
    listings.extend(code::listings(detail));
    listings.extend(pages::listings(detail));
    let (sellers, reviewers) = (sellers::sellers(), sellers::reviewers());
    let sales = past::sales(&listings, &sellers, &reviewers, weekday);
    let reviews = past::reviews(&sales, &listings);
    DemoShop { sellers, reviewers, categories: sellers::categories(), listings, sales, reviews }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_listing_can_be_sold_and_shown() {
        let shop = demo_shop(Detail::Quick, 0);
        let slugs: HashSet<_> = shop.listings.iter().map(|listing| listing.slug).collect();
        assert!(shop.listings.len() >= 24 && slugs.len() == shop.listings.len());
        for kind in ["model", "snippet", "template", "module"] {
            assert!(shop.listings.iter().filter(|listing| listing.kind == kind).count() >= 3, "{kind}");
        }
        assert!(PICKS.iter().all(|(slug, _)| slugs.contains(slug)));
        for listing in &shop.listings {
            assert!(!listing.licences.is_empty() && !listing.previews.is_empty(), "{}", listing.slug);
            assert!(listing.versions.iter().all(|version| !version.files.is_empty()), "{}", listing.slug);
            assert!(
                shop.sellers.iter().any(|seller| seller.handle == listing.seller_handle),
                "{}",
                listing.slug
            );
            assert!(shop.categories.iter().any(|c| c.slug == listing.category), "{}", listing.slug);
            assert!(
                listing.licences.iter().all(|l| l.price_minor == 0 || l.price_minor >= 100),
                "{}",
                listing.slug
            );
        }
        assert!(shop.listings.iter().any(|listing| listing.licences.iter().all(|l| l.price_minor == 0)));
    }

    #[test]
    fn every_solid_is_closed_and_the_right_way_out() {
        for model in models::ALL {
            for piece in (model.build)(models::Grain::COARSE) {
                assert!(piece.mesh.is_closed(), "{}: {} has open edges", model.slug, piece.name);
                assert!(piece.mesh.volume() > 0.0, "{}: {} is inside out", model.slug, piece.name);
            }
        }
    }

    #[test]
    fn whoever_reviews_has_bought() {
        let shop = demo_shop(Detail::Quick, 0);
        let bought: HashSet<_> = shop.sales.iter().map(|sale| (sale.buyer, sale.listing_slug)).collect();
        assert_eq!(bought.len(), shop.sales.len(), "nobody buys twice");
        assert!(shop.reviews.len() > 60);
        assert!(shop.reviews.iter().all(|review| bought.contains(&(review.reviewer, review.listing_slug))));
    }
}
