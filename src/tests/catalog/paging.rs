//! Every order is paged to its end over rows that tie: nothing twice, nothing left out.

use chrono::TimeDelta;
use prosets::catalog::rules::sort::Sort;
use sea_orm::DatabaseConnection;

use super::{next, previous, titles};
use crate::builders::catalog::{Listing, seller};
use crate::support::app::TestApp;

/// Sixty listings; in each order many stand at the same place.
async fn sixty(db: &DatabaseConnection) -> Vec<(usize, i64, i64, i64, i64)> {
    let ada = seller(db, "Ada").await;
    let mut keys = Vec::new();
    for i in 0..60usize {
        let n = i as i64;
        let (days, price, sales, stars) = (n % 3, (n % 5) * 100, n % 4, n % 2 + 4);
        let listing = Listing::of(&ada).title(&format!("No {i}")).price(price).sold(sales).rated(&[stars]);
        listing.days_ago(days).pictures(0).save(db).await;
        keys.push((i, days, price, sales, stars));
    }
    keys
}

on_both!(every_order_is_paged_to_its_end, |db| async move {
    let keys = sixty(&db).await;
    let app = TestApp::start(db).await;
    for sort in Sort::offered(false) {
        let mut path = Some(format!("/assets?sort={}", sort.code()));
        let mut pages: Vec<Vec<String>> = Vec::new();
        let mut back = None;
        while let Some(here) = path {
            let html = app.client().get(&here).await.expect(200).text();
            pages.push(titles(&html));
            path = next(&html);
            back = previous(&html);
            assert!(pages.len() <= 3, "{sort:?} goes round in circles");
        }
        for page in pages.iter().rev().skip(1) {
            let html = app.client().get(&back.unwrap()).await.expect(200).text();
            assert_eq!(titles(&html), *page, "{sort:?} backwards");
            back = previous(&html);
        }
        assert_eq!(back, None, "{sort:?}: nothing stands before the first page");
        let seen = pages.concat();
        let place = |title: &String| title.strip_prefix("No ").unwrap().parse::<usize>().unwrap();
        let key = |title: &String| {
            let (_, days, price, sales, stars) = keys[place(title)];
            match sort {
                Sort::Newest | Sort::Relevance => days,
                Sort::Price => price,
                Sort::PriceDesc => -price,
                Sort::BestSelling => -sales,
                Sort::TopRated => -stars,
            }
        };
        assert!(seen.is_sorted_by_key(key), "{sort:?}: {seen:?}");
        let mut all: Vec<_> = seen.iter().map(place).collect();
        all.sort_unstable();
        assert_eq!(all, (0..60).collect::<Vec<_>>(), "{sort:?}");
    }
});

on_both!(moments_closer_than_a_second_keep_their_order, |db| async move {
    let ada = seller(&db, "Ada").await;
    for i in 0..30 {
        let listed = Listing::of(&ada).title(&format!("No {i}")).pictures(0).save(&db).await;
        let mut row: prosets::db::entities::asset::ActiveModel = listed.asset.clone().into();
        row.published_at = sea_orm::Set(Some(listed.asset.created_at + TimeDelta::microseconds(i)));
        sea_orm::ActiveModelTrait::update(row, &db).await.unwrap();
    }
    let app = TestApp::start(db).await;
    let first = app.client().get("/assets").await.expect(200).text();
    let second = app.client().get(&next(&first).unwrap()).await.expect(200).text();
    let seen: Vec<_> = titles(&first).into_iter().chain(titles(&second)).collect();
    let expected: Vec<_> = (0..30).rev().map(|i| format!("No {i}")).collect();
    assert_eq!(seen, expected);
    assert_eq!(titles(&app.client().get(&previous(&second).unwrap()).await.text()), titles(&first));
});

on_both!(a_sellers_shelf_is_paged, |db| async move {
    let ada = seller(&db, "Ada").await;
    for i in 0..30 {
        Listing::of(&ada).title(&format!("No {i}")).pictures(0).days_ago(i % 2).save(&db).await;
    }
    let app = TestApp::start(db).await;
    let first = app.client().get("/sellers/ADA").await.expect(200).text();
    let second = app.client().get(&next(&first).unwrap()).await.expect(200).text();
    let mut seen: Vec<_> = titles(&first).into_iter().chain(titles(&second)).collect();
    seen.sort();
    seen.dedup();
    assert_eq!((seen.len(), next(&second)), (30, None));
    app.client().get("/sellers/nobody").await.expect(404);
});
