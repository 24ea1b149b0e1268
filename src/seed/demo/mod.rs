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
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::mesh::measure::{Measures, measure};
    use crate::mesh::read::{Format, Limits, read};

    #[test]
    fn every_listing_can_be_sold_and_shown() {
        let shop = demo_shop(Detail::Quick, 0);
        let slugs: HashSet<_> = shop.listings.iter().map(|listing| listing.slug).collect();
        assert!(shop.listings.len() >= 24 && slugs.len() == shop.listings.len());
        for kind in ["model", "snippet", "template", "module"] {
            assert!(shop.listings.iter().filter(|listing| listing.kind == kind).count() >= 3, "{kind}");
        }
        assert!(PICKS.iter().all(|(slug, _)| slugs.contains(slug)));
        for (n, category) in shop.categories.iter().enumerate() {
            let stands = |slug| shop.categories[..n].iter().any(|other| other.slug == slug);
            assert!(category.within.is_none_or(stands), "{}", category.slug);
        }
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

    /// A file that is sold, measured as any seller's would be.
    fn measured(name: &str, bytes: &[u8]) -> Measures {
        let format = Format::of_name(name).unwrap();
        let mesh = read(bytes, format, &Limits::from_now()).unwrap().welded();
        measure(&mesh, &Limits::from_now()).unwrap()
    }

    #[test]
    fn every_model_is_watertight_and_one_solid_in_both_its_files() {
        for listing in demo_shop(Detail::Quick, 0).listings.iter().filter(|l| l.kind == "model") {
            for version in &listing.versions {
                let files =
                    version.files.iter().map(|file| (file.name, measured(file.name, &(file.bytes)())));
                let files: Vec<_> = files.collect();
                for (name, found) in &files {
                    assert!(found.edges.are_sound() && found.volume_mm3 > 0.0, "{name}: {found:?}");
                }
                assert!(files.iter().all(|(_, found)| found.same_solid(&files[0].1)), "{files:?}");
            }
        }
    }

    #[test]
    fn every_piece_is_closed_and_stands_on_the_plate_beside_the_others() {
        for model in models::ALL {
            let pieces = models::on_plate(&(model.build)(models::Grain::COARSE));
            for (n, piece) in pieces.iter().enumerate() {
                assert!(piece.mesh.is_closed(), "{}: {} has open edges", model.slug, piece.name);
                assert!(piece.mesh.volume() > 0.0, "{}: {} is inside out", model.slug, piece.name);
                let (low, high) = piece.mesh.bounds();
                assert!(low.z.abs() < 1e-3, "{}: {} floats", model.slug, piece.name);
                for other in &pieces[..n] {
                    let (from, to) = other.mesh.bounds();
                    let apart = low.x > to.x || from.x > high.x || low.y > to.y || from.y > high.y;
                    assert!(apart, "{}: {} stands in {}", model.slug, piece.name, other.name);
                }
            }
        }
    }

    #[test]
    fn the_fox_is_watertight_as_the_shop_sells_it() {
        let listings = demo_shop(Detail::Full, 0).listings;
        let fox = listings.iter().find(|listing| listing.slug == "low-poly-fox").unwrap();
        for file in &fox.versions[0].files {
            let found = measured(file.name, &(file.bytes)());
            assert!(found.edges.are_sound() && found.volume_mm3 > 0.0, "{}: {found:?}", file.name);
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
