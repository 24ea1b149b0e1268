//! What was sold before, and what was said of it: the same at every run.

use super::types::{DemoListing, DemoReview, DemoReviewer, DemoSale};

/// Stars, title and text; taken in turn.
const SAID: [(i32, &str, &str); 14] = [
    (5, "Exactly as shown", "Printed at the first try and looks like the pictures. Very clean mesh."),
    (5, "Worth every cent", "Saved me an evening. The notes are short and right."),
    (4, "Good, with one wish", "Does what it says. I would have liked a second size."),
    (5, "Beautiful work", "Everybody who visits asks where it is from."),
    (4, "Solid", "No surprises, good defaults, easy to change."),
    (3, "Fine, but read the notes", "I missed the tolerance at first and had to print it twice."),
    (5, "Just works", "Dropped it in, ran it, done."),
    (5, "Thoughtful details", "You can tell that somebody uses this every day."),
    (4, "Recommended", "Quick answer from the seller when I had a question."),
    (5, "Again, please", "The third thing I bought here, and the best so far."),
    (4, "Clean and small", "Small enough to read before using it, which I did."),
    (5, "Better than expected", "For this price I expected less."),
    (2, "Not for me", "Good quality, but it did not fit what I had in mind."),
    (5, "A gift that was liked", "Made one for my sister, now I am making three more."),
];

/// Reviewers buy in turn; newer and cheaper things are bought more often.
pub fn sales(listings: &[DemoListing], reviewers: &[DemoReviewer]) -> Vec<DemoSale> {
    let mut sales = Vec::new();
    for (i, listing) in listings.iter().enumerate() {
        let many = 2 + (i * 5) % 9;
        for n in 0..many.min(reviewers.len()) {
            let buyer = reviewers[(i * 3 + n * 5) % reviewers.len()].username;
            let licence = if n % 4 == 3 { listing.licences.last() } else { listing.licences.first() };
            let Some(licence) = licence else { continue };
            let age = listing.published_days_ago.max(1);
            let days_ago = (age - 1) * (many as i64 - n as i64) / many as i64;
            if sales.iter().all(|s: &DemoSale| (s.buyer, s.listing_slug) != (buyer, listing.slug)) {
                sales.push(DemoSale {
                    buyer,
                    listing_slug: listing.slug,
                    licence_code: licence.code,
                    days_ago,
                });
            }
        }
    }
    for slug in ["gyroid-planter", "retry-with-backoff-rust", "print-in-place-chain"] {
        if let Some(listing) = listings.iter().find(|listing| listing.slug == slug) {
            let Some(licence) = listing.licences.first() else { continue };
            sales.push(DemoSale {
                buyer: "buyer",
                listing_slug: listing.slug,
                licence_code: licence.code,
                days_ago: 3,
            });
        }
    }
    sales.sort_by_key(|sale| std::cmp::Reverse(sale.days_ago));
    sales
}

/// Two of three who bought say something, a few days later.
pub fn reviews(sales: &[DemoSale]) -> Vec<DemoReview> {
    let told =
        sales.iter().enumerate().filter(|(n, sale)| n % 3 != 2 && sale.buyer != "buyer" && sale.days_ago > 2);
    told.map(|(n, sale)| {
        let (stars, title, body) = SAID[(n * 5 + n / 7) % SAID.len()];
        DemoReview {
            reviewer: sale.buyer,
            listing_slug: sale.listing_slug,
            stars,
            title,
            body,
            days_ago: (sale.days_ago - 2).max(0),
        }
    })
    .collect()
}
