//! Listings follow their categories: what they are found by, and where they are counted.

use prosets::seed::{self, Progress, SeedOptions};
use serde_json::Value;

use super::categories::{act, add, chain, edit, named};
use crate::accounts::count;
use crate::builders::catalog::{Listing, seller};
use crate::builders::staff;
use crate::catalog::titles;
use crate::support::app::TestApp;

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
}

async fn found(app: &TestApp, query: &str) -> Vec<String> {
    titles(&app.client().get(&format!("/assets?{query}")).await.expect(200).text())
}

on_both!(listings_are_found_by_new_names_and_places_and_not_by_the_old, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let rows = chain(&mut mona, &db, &["Workshop", "Fasteners", "Threaded"]).await;
    add(&mut mona, "Kitchen", None).await.expect(303);
    let kitchen = named(&db, "Kitchen").await;
    let plain = |title: &str| Listing::of(&ada).title(title).summary("").description("");
    plain("Bolt").category(&rows[2]).days_ago(2).save(&db).await;
    plain("Rivet").category(&rows[1]).days_ago(1).save(&db).await;
    plain("Bench").category(&rows[0]).save(&db).await;
    let path = plain("Screw").category(&rows[2]).days_ago(3).save(&db).await.path();
    assert_eq!(found(&app, "q=workshop&sort=newest").await, ["Bench", "Rivet", "Bolt", "Screw"]);

    edit(&mut mona, rows[1].id, "Joinery", Some(rows[0].id)).await.expect(303);
    assert_eq!(count(&db, "jobs WHERE kind = 'renew_category' AND done_at IS NULL").await, 1);
    app.settle().await;
    assert_eq!(found(&app, "q=joinery&sort=newest").await, ["Rivet", "Bolt", "Screw"]);
    assert_eq!(found(&app, "q=fasteners").await, Vec::<String>::new());
    // Its address stays.
    assert_eq!(found(&app, "category=fasteners").await, ["Rivet", "Bolt", "Screw"]);
    edit(&mut mona, rows[2].id, "Screwed", Some(rows[1].id)).await.expect(303);
    assert!(app.client().get(&path).await.expect(200).text().contains("Screwed"));

    edit(&mut mona, rows[1].id, "Joinery", Some(kitchen.id)).await.expect(303);
    app.settle().await;
    assert_eq!(found(&app, "q=kitchen&sort=newest").await, ["Rivet", "Bolt", "Screw"]);
    for query in ["q=workshop", "category=workshop", "q=bench&category=workshop"] {
        assert_eq!(found(&app, query).await, ["Bench"], "{query}");
    }
    assert_eq!(found(&app, "q=bolt&category=kitchen").await, ["Bolt"]);
    // Words alone make no work.
    let id = kitchen.id.to_string();
    let words = [("category_id", id.as_str()), ("name", "Kitchen"), ("description", "Pots.")];
    act(&mut mona, "edit_category", &words).await.expect(303);
    act(&mut mona, "edit_category", &words).await.expect(303);
    assert_eq!(count(&db, "jobs WHERE kind = 'renew_category'").await, 3);
    assert_eq!(count(&db, "audit_events WHERE action = 'category.changed'").await, 4);
});

on_both!(a_thousand_listings_follow_some_at_a_time_at_every_level, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let options = SeedOptions { assets: 1100, sellers: 2, ..SeedOptions::default() };
    seed::run(&app.state, options, &Silent).await.unwrap();
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let (top, inner) = (named(&db, "Shelf 0").await.id, named(&db, "Shelf 1").await.id);
    edit(&mut mona, inner, "Shelf 1", Some(top)).await.expect(303);
    app.settle().await;
    for n in 2..12 {
        let name = format!("Shelf {n}");
        let parent = if n % 2 == 0 { top } else { inner };
        edit(&mut mona, named(&db, &name).await.id, &name, Some(parent)).await.expect(303);
    }
    app.settle().await;
    assert_eq!(count(&db, "jobs WHERE kind = 'renew_category'").await, 11);
    let list = async |query: &str| -> Value {
        let answer = app.client().get(&format!("/api/v1/assets?limit=100{query}")).await;
        answer.expect(200).json()["data"].clone()
    };
    // More than are looked at: read from the shelves themselves.
    let all = list("").await;
    assert_eq!(all.as_array().unwrap().len(), 100);
    assert_eq!(list("&category=shelf-0").await, all);
    let page = app.client().get("/categories/shelf-0").await.expect(200).text();
    assert!(page.contains("Filter 1,000+ listings"), "{page}");
    let page = app.client().get("/assets?category=shelf-0").await.expect(200).text();
    assert!(page.contains("1,000+ listings"), "{page}");
    for slug in ["shelf-1", "shelf-2", "shelf-3"] {
        let page = app.client().get(&format!("/categories/{slug}")).await.expect(200).text();
        let words = page.split_once(">Filter ").unwrap().1.split_once('<').unwrap().0.to_owned();
        let page = app.client().get(&format!("/assets?category={slug}")).await.expect(200).text();
        assert!(page.contains(&words), "{words} in {page}");
    }

    edit(&mut mona, top, "Everything", None).await.expect(303);
    app.settle().await;
    assert_eq!(count(&db, "jobs WHERE kind = 'renew_category'").await, 11 + 6);
    let page = app.client().get("/assets?q=everything").await.expect(200).text();
    assert!(page.contains("1,000+ listings"), "{page}");
});

on_both!(pages_that_are_kept_show_it_at_once, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_PAGE_CACHE", "on")]).await;
    let ada = seller(&db, "ada").await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let rows = chain(&mut mona, &db, &["Workshop", "Joinery"]).await;
    let gear = Listing::of(&ada).category(&rows[1]).save(&db).await.path();
    let shows = async |path: &str, words: &str| app.client().get(path).await.text().contains(words);
    let inner = ["/assets", "/categories/workshop", "/categories/joinery", &gear];
    for path in inner {
        assert!(shows(path, "Joinery").await, "{path}");
    }
    assert!(shows("/", "Workshop").await && !shows("/", "Joinery").await);
    edit(&mut mona, rows[1].id, "Woodwork", Some(rows[0].id)).await.expect(303);
    for path in inner {
        assert!(shows(path, "Woodwork").await && !shows(path, "Joinery").await, "{path}");
    }
    edit(&mut mona, rows[1].id, "Woodwork", None).await.expect(303);
    assert!(shows("/", "Woodwork").await && !shows("/categories/workshop", "Woodwork").await);
    add(&mut mona, "Metal", None).await.expect(303);
    assert!(shows("/", "Metal").await);
    let id = named(&db, "Metal").await.id.to_string();
    act(&mut mona, "delete_category", &[("category_id", &id)]).await.expect(303);
    assert!(!shows("/", "Metal").await);
});
