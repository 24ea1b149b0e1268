//! Plain listings in any number: the same numbers make the same shop, and higher ones add the rest.

use std::sync::Mutex;

use prosets::db::entities::{asset, seller};
use prosets::seed::{self, Progress, SeedOptions};
use sea_orm::{DatabaseConnection, EntityTrait, QueryOrder};

use crate::accounts::count;
use crate::support::app::TestApp;

/// Each step with its parts, and how many of them were done.
#[derive(Default)]
struct Told(Mutex<Vec<(String, u64, u64)>>);

impl Progress for Told {
    fn begin(&self, step: &str, parts: u64) {
        self.0.lock().unwrap().push((step.to_owned(), parts, 0));
    }

    fn advance(&self, parts: u64) {
        self.0.lock().unwrap().last_mut().unwrap().2 += parts;
    }
}

async fn fill(app: &TestApp, assets: u64, sellers: u64) {
    let told = Told::default();
    let options = SeedOptions { assets, sellers, ..SeedOptions::default() };
    seed::run(&app.state, options, &told).await.unwrap();
    let steps = [("listings to measure with", assets), ("tables put in order", 1)];
    let whole: Vec<_> = steps.map(|(step, parts)| (step.to_owned(), parts, parts)).into();
    assert_eq!(told.0.into_inner().unwrap(), whole);
}

async fn listed(db: &DatabaseConnection) -> Vec<asset::Model> {
    asset::Entity::find().order_by_asc(asset::Column::Id).all(db).await.unwrap()
}

on_both!(plain_listings_are_made_once_and_more_of_them_add_the_rest, |db| async move {
    let app = TestApp::start(db.clone()).await;
    fill(&app, 620, 3).await;
    let first = listed(&db).await;
    assert_eq!(first.len(), 620);
    for shop in seller::Entity::find().all(&db).await.unwrap() {
        assert!(first.iter().filter(|asset| asset.seller_id == shop.id).count() > 100, "{}", shop.handle);
    }
    fill(&app, 620, 3).await;
    fill(&app, 40, 3).await;
    assert!(listed(&db).await == first, "again is nothing new");

    // What ended within a batch goes on there.
    fill(&app, 1_030, 3).await;
    let all = listed(&db).await;
    assert!(all.len() == 1_030 && all[..620] == first, "{}", all.len());
    assert_eq!((count(&db, "sellers").await, count(&db, "categories").await), (3, 12));
    for table in ["versions", "files", "licences", "previews", "search_docs"] {
        assert_eq!(count(&db, table).await, 1_030, "{table}");
    }
    let page = app.client().get("/assets").await.expect(200).text();
    assert!(page.contains("1,000+ listings"), "{page}");
    let page = app.client().get("/assets?seller=maker-0&category=shelf-1").await.expect(200).text();
    assert!(page.contains("asset-card") && page.contains("maker-0"), "{page}");
});
