//! What was sold before, and what was said of it: the same at every run on the same day of the week.

use std::collections::{HashMap, HashSet};

use super::said;
use super::types::{DemoListing, DemoReview, DemoReviewer, DemoSale, DemoSeller};
use crate::seed::unique::number;

const DAYS: i64 = 120;
/// Of a usual day's sales, Monday first: people buy before the weekend and print on it.
const WEEK: [u64; 7] = [100, 95, 105, 110, 125, 80, 65];
/// Hours of the day sales fall into; evenings are busiest.
const HOURS: [i64; 18] = [7, 8, 9, 10, 11, 12, 12, 13, 14, 15, 16, 17, 18, 19, 20, 20, 21, 22];
const BUYER: &str = "buyer";
const BUYER_HAS: [&str; 3] = ["gyroid-planter", "retry-with-backoff-rust", "print-in-place-chain"];

/// Oldest first. `weekday` is today's, 0 for Monday.
pub fn sales(
    listings: &[DemoListing],
    sellers: &[DemoSeller],
    people: &[DemoReviewer],
    weekday: u32,
) -> Vec<DemoSale> {
    let mut had: HashSet<(&str, &str)> = HashSet::new();
    let mut sales = Vec::new();
    for days_ago in (1..DAYS).rev() {
        for seller in sellers {
            let theirs: Vec<_> = listings
                .iter()
                .filter(|l| l.seller_handle == seller.handle && l.published_days_ago > days_ago)
                .collect();
            for n in 0..many(seller.handle, days_ago, weekday) {
                let name = format!("{}-{days_ago}-{n}", seller.handle);
                let pick =
                    |what: &str, of: usize| number(&format!("{what}-{name}"), of.max(1) as u64) as usize;
                let free = |listing: &&DemoListing, turn: usize| {
                    let person = &people[(pick("who", people.len()) + turn) % people.len()];
                    (!had.contains(&(person.username, listing.slug))).then_some(person.username)
                };
                let tries = (0..people.len()).map(|turn| (turn, pick("what", theirs.len()) + turn / 8));
                let found = tries.filter_map(|(turn, at)| {
                    let listing = *theirs.get(at % theirs.len().max(1))?;
                    Some((free(&listing, turn)?, listing))
                });
                let Some((buyer, listing)) = found.into_iter().next() else { continue };
                // Most take the least licence.
                let licence = match pick("licence", 12) {
                    0 => listing.licences.last(),
                    1 | 2 => listing.licences.get(1).or(listing.licences.first()),
                    _ => listing.licences.first(),
                };
                let Some(licence) = licence else { continue };
                had.insert((buyer, listing.slug));
                let minute = HOURS[pick("hour", HOURS.len())] * 60 + pick("minute", 60) as i64;
                let (listing_slug, licence_code) = (listing.slug, licence.code);
                sales.push(DemoSale { buyer, listing_slug, licence_code, days_ago, minute });
            }
        }
    }
    for (minute, listing) in (1150..).zip(listings.iter().filter(|listing| BUYER_HAS.contains(&listing.slug)))
    {
        if let Some(licence) = listing.licences.first() {
            let (listing_slug, licence_code) = (listing.slug, licence.code);
            sales.push(DemoSale { buyer: BUYER, listing_slug, licence_code, days_ago: 3, minute });
        }
    }
    sales.sort_by_key(|sale| (-sale.days_ago, sale.minute));
    sales
}

/// How much a seller sells on a day: slowly more, by the day of the week, with luck.
fn many(seller: &str, days_ago: i64, weekday: u32) -> u64 {
    let grown = 60 + u64::try_from((DAYS - days_ago) * 65 / DAYS).unwrap_or(0);
    let day = (i64::from(weekday) - days_ago).rem_euclid(7) as usize;
    let luck = number(&format!("{seller}-{days_ago}"), 100);
    (grown * WEEK[day] / 100 + luck) / 100
}

/// Some of those who bought say something, a few days later; nobody what another said of the same thing.
pub fn reviews(sales: &[DemoSale], listings: &[DemoListing]) -> Vec<DemoReview> {
    let mut told: HashMap<&str, usize> = HashMap::new();
    let mut reviews = Vec::new();
    for sale in sales.iter().filter(|sale| sale.buyer != BUYER && sale.days_ago > 5) {
        let name = format!("{}-{}", sale.listing_slug, sale.buyer);
        let Some(listing) = listings.iter().find(|listing| listing.slug == sale.listing_slug) else {
            continue;
        };
        let texts = said::about(listing.kind);
        let before = told.entry(listing.slug).or_default();
        let most = 2 + number(&format!("reviews-{}", listing.slug), 10) as usize;
        if number(&name, 100) >= 42 || *before >= texts.len().min(most) {
            continue;
        }
        let from = number(listing.slug, texts.len() as u64) as usize;
        let usual = texts[(from + *before) % texts.len()];
        // Whoever is let down says so late, when others have told already.
        let (stars, title, body) =
            if *before == 3 { said::let_down(listing.slug).unwrap_or(usual) } else { usual };
        *before += 1;
        reviews.push(DemoReview {
            reviewer: sale.buyer,
            listing_slug: listing.slug,
            stars,
            title,
            body,
            days_ago: sale.days_ago - 2 - number(&name, 4) as i64,
        });
    }
    reviews
}

#[cfg(test)]
mod tests {
    use super::super::{Detail, demo_shop};
    use super::*;

    #[test]
    fn every_seller_sells_on_most_days() {
        for weekday in 0..7 {
            let shop = demo_shop(Detail::Quick, weekday);
            assert!((350..700).contains(&shop.sales.len()), "{}", shop.sales.len());
            let by: HashMap<_, _> = shop.listings.iter().map(|l| (l.slug, l.seller_handle)).collect();
            for seller in &shop.sellers {
                let theirs = shop.sales.iter().filter(|s| by[s.listing_slug] == seller.handle);
                let days: HashSet<_> = theirs.map(|s| s.days_ago).filter(|day| *day <= 30).collect();
                assert!(days.len() >= 18, "{} sold on {} days", seller.handle, days.len());
            }
        }
    }

    #[test]
    fn nobody_repeats_another_and_few_are_let_down() {
        let shop = demo_shop(Detail::Quick, 0);
        let said: HashSet<_> = shop.reviews.iter().map(|r| (r.listing_slug, r.body)).collect();
        assert_eq!(said.len(), shop.reviews.len());
        assert!(shop.reviews.iter().filter(|r| r.stars == 2).count() <= 2);
        assert!(shop.reviews.iter().all(|r| (2..=5).contains(&r.stars)));
        let mean = shop.reviews.iter().map(|r| r.stars).sum::<i32>() as f32 / shop.reviews.len() as f32;
        assert!((4.1..4.8).contains(&mean), "{mean}");
    }

    #[test]
    fn things_are_sold_after_they_are_published_and_the_dearest_are_not_the_buyers() {
        let shop = demo_shop(Detail::Quick, 2);
        for sale in &shop.sales {
            let listing = shop.listings.iter().find(|l| l.slug == sale.listing_slug);
            assert!(listing.is_some_and(|l| l.published_days_ago > sale.days_ago), "{}", sale.listing_slug);
        }
        let mine: Vec<_> = shop.sales.iter().filter(|s| s.buyer == BUYER).map(|s| s.listing_slug).collect();
        assert_eq!(mine.len(), 3);
        for kind in ["model", "template"] {
            let of_kind = shop.listings.iter().filter(|l| l.kind == kind);
            let price = |l: &&DemoListing| l.licences.iter().map(|l| l.price_minor).min();
            let dearest = of_kind.max_by_key(price);
            assert!(dearest.is_some_and(|l| !mine.contains(&l.slug)));
        }
    }
}
