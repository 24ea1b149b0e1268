//! Pages ask the database as often for a hundred rows as for one.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use prosets::db::entities::asset::AssetKind;
use prosets::db::entities::{asset_report, follow, peek, saved_search, wishlist_item};
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use uuid::Uuid;

use crate::builders::catalog::{Listed, Listing, category, noon, review, seller};
use crate::support::app::TestApp;

async fn listing(db: &DatabaseConnection, seller: &prosets::db::entities::seller::Model, i: i64) -> Listed {
    let listing =
        Listing::of(seller).title(&format!("No {i}")).price(i * 10).licence("commercial", 9900).tag("metal");
    let listing = listing.file("a.stl", b"a").file("b.txt", b"b").pictures(3).code("rust", "fn main() {}");
    listing.sold(i).days_ago(i).save(db).await
}

/// A snippet whose files can be read on its page.
async fn snippet(db: &DatabaseConnection, seller: &prosets::db::entities::seller::Model) -> Listed {
    let snippet =
        Listing::of(seller).kind(AssetKind::Snippet).file("a.rs", b"fn a() {}\n").file("b.rs", b"//\n");
    let snippet = snippet.save(db).await;
    for file in &snippet.files {
        let peek = peek::Model {
            file_id: file.id,
            trouble: None,
            lines: Some(1),
            opening: Some("//\n".into()),
            contents: None,
            manifest: None,
            page_key: None,
            peeked_at: noon(),
        };
        peek.into_active_model().insert(db).await.unwrap();
    }
    snippet
}

/// An app on this database, and how many statements it asked so far.
async fn counting(db: &DatabaseConnection) -> (TestApp, Arc<AtomicUsize>) {
    let counter = Arc::new(AtomicUsize::new(0));
    let mut counted = db.clone();
    let seen = counter.clone();
    counted.set_metric_callback(move |_| {
        seen.fetch_add(1, Ordering::Relaxed);
    });
    (TestApp::start(counted).await, counter)
}

on_both!(statements_do_not_grow_with_rows, |db| async move {
    let ada = seller(&db, "Ada").await;
    let tools = category(&db, "tools").await;
    let first = listing(&db, &ada, 0).await;
    Listing::of(&ada).category(&tools).save(&db).await;
    review(&db, &first, "buyer0", 5, "Good.").await;
    let snippet = snippet(&db, &ada).await;
    let (app, counter) = counting(&db).await;
    let html = app.client().get(&first.path()).await.expect(200).text();
    let at = html.find("/media/social/").unwrap();
    let picture = html[at..].split('"').next().unwrap().to_owned();
    let pages = [
        ("/".to_owned(), 4),
        ("/assets".to_owned(), 3),
        (
            "/assets?q=no&kind=model&category=tools&tag=metal&price_max=9000&licence=personal&sort=price"
                .to_owned(),
            3,
        ),
        ("/categories/tools".to_owned(), 4),
        ("/sellers/ada".to_owned(), 4),
        (first.path(), 4),
        (format!("{}?stars=5", first.path()), 4),
        (format!("{}?file=b.rs", snippet.path()), 4),
        ("/api/v1/assets?category=tools".to_owned(), 2),
        (format!("/api/v1{}", first.path()), 1),
        (format!("/api/v1{}/reviews", first.path()), 2),
        ("/sitemap.xml".to_owned(), 2),
        ("/sitemaps/pages.xml".to_owned(), 1),
        ("/sitemaps/assets-1.xml".to_owned(), 1),
        ("/sitemaps/sellers-1.xml".to_owned(), 1),
        ("/feed.xml".to_owned(), 1),
        ("/sellers/ada/feed.xml".to_owned(), 2),
        (picture, 1),
        (format!("/parts/recently-viewed?slugs={},nowhere", first.asset.slug), 1),
        ("/parts/suggestions?q=no".to_owned(), 3),
    ];
    let count = async |path: &str| {
        let before = counter.load(Ordering::Relaxed);
        app.client().get(path).await.expect(200);
        counter.load(Ordering::Relaxed) - before
    };
    let mut few = Vec::new();
    for (path, most) in &pages {
        let n = count(path).await;
        assert!(n > 0 && n <= *most, "{path} took {n} statements");
        few.push(n);
    }
    for i in 1..100 {
        listing(&db, &ada, i).await;
        if i < 13 {
            review(&db, &first, &format!("buyer{i}"), 5, "Good.").await;
        }
    }
    for ((path, _), few) in pages.iter().zip(few) {
        assert_eq!(count(path).await, few, "{path}");
    }
});

/// Keeps something in mind, and a search.
async fn keep(db: &DatabaseConnection, eve: Uuid, listed: &Listed, i: i64) {
    let wish = wishlist_item::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(eve),
        asset_id: Set(listed.asset.id),
        price_minor: Set(100),
        created_at: Set(noon()),
    };
    wish.insert(db).await.unwrap();
    let search = saved_search::Model {
        id: Uuid::now_v7(),
        user_id: eve,
        name: format!("No {i}"),
        query: format!("q=no+{i}"),
        notify: true,
        looked_at: noon(),
        told_at: None,
        created_at: noon(),
    };
    search.into_active_model().insert(db).await.unwrap();
}

on_both!(whoever_looks_costs_no_statement_of_their_own, |db| async move {
    let ada = seller(&db, "Ada").await;
    let first = listing(&db, &ada, 0).await;
    let other = listing(&db, &ada, 1).await;
    let snippet = snippet(&db, &ada).await;
    // She bought, reviewed and reported one, keeps another in mind, and follows the shop.
    let eve = review(&db, &first, "eve", 4, "Turns well.").await.user_id;
    keep(&db, eve, &other, 1).await;
    let report = asset_report::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(first.asset.id),
        user_id: Set(eve),
        reason: Set("Not theirs.".into()),
        settled_at: Set(None),
        created_at: Set(noon()),
    };
    report.insert(&db).await.unwrap();
    let followed = follow::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(eve),
        seller_id: Set(ada.id),
        created_at: Set(noon()),
    };
    followed.insert(&db).await.unwrap();

    let (app, counter) = counting(&db).await;
    let mut client = app.client().signed_in(eve).await;
    let page = client.get(&first.path()).await.expect(200).text();
    assert!(page.contains("In your library") && page.contains("Unfollow Ada"), "{page}");
    assert!(page.contains("Turns well.") && page.contains("id=\"write-review\""), "{page}");
    let page = client.get(&other.path()).await.expect(200).text();
    assert!(page.contains("Remove from wishlist") && !page.contains("In your library"), "{page}");

    let mut count = async |path: &str| {
        let before = counter.load(Ordering::Relaxed);
        client.get(path).await.expect(200);
        counter.load(Ordering::Relaxed) - before
    };
    // What every page asks for: who that is, and what is in the cart.
    let frame = count("/terms").await;
    let pages = [
        (first.path(), 3),
        (other.path(), 3),
        (format!("{}?stars=4", first.path()), 3),
        (format!("{}?file=b.rs", snippet.path()), 4),
        ("/sellers/ada".to_owned(), 4),
        ("/wishlist".to_owned(), 2),
        ("/account/searches".to_owned(), 1),
    ];
    for (path, most) in &pages {
        assert_eq!(count(path).await - frame, *most, "{path}");
    }
    for i in 2..42 {
        let more = listing(&db, &ada, i).await;
        keep(&db, eve, &more, i).await;
        if i < 14 {
            review(&db, &first, &format!("buyer{i}"), 5, "Good.").await;
        }
    }
    for (path, most) in &pages {
        assert_eq!(count(path).await - frame, *most, "{path}");
    }
});
