//! What other processes write is noticed: told over Redis, told by the database, or by nobody at all.

use prosets::db::{PoolOptions, connect};
use prosets::server::page_cache::Shown;
use tokio_util::sync::CancellationToken;

use super::kept::ON;
use crate::builders::catalog::{Listed, Listing, retitle, seller};
use crate::server::redis::Line;
use crate::support::app::{TestApp, until};
use crate::support::database::TestDb;
use crate::support::redis;

async fn shows(app: &TestApp, gear: &Listed, title: &str) -> bool {
    app.client().get(&gear.path()).await.expect(200).text().contains(title)
}

/// Until it shows there, which must be soon.
async fn comes_to_show(app: &TestApp, gear: &Listed, title: &str) {
    for _ in 0..200 {
        if shows(app, gear, title).await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{title} is not shown within ten seconds");
}

/// Kept in both; changed in the first; shown by the second.
async fn follow_each_other(one: &TestApp, other: &TestApp, gear: &Listed) {
    for title in ["Another gear", "A third gear"] {
        assert!(!shows(one, gear, title).await && !shows(other, gear, title).await);
        let change = one.state.pages.will_change([Shown::Listing(gear.asset.id)]);
        retitle(&one.state.db, gear.asset.id, title).await;
        drop(change);
        assert!(shows(one, gear, title).await, "its own changes are seen at once");
        comes_to_show(other, gear, title).await;
    }
}

on_both!(processes_tell_each_other_by_the_database, |db| async move {
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let (one, other) = (TestApp::with(db.clone(), &[ON]).await, TestApp::with(db.clone(), &[ON]).await);
    follow_each_other(&one, &other, &gear).await;
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn processes_tell_each_other_over_redis() {
    let test = TestDb::sqlite().await;
    let gear = Listing::of(&seller(&test.db, "ada").await).save(&test.db).await;
    let url = redis::url().await;
    let vars = [ON, ("REDIS_URL", url.as_str())];
    let (one, other) =
        (TestApp::with(test.db.clone(), &vars).await, TestApp::with(test.db.clone(), &vars).await);
    follow_each_other(&one, &other, &gear).await;
    assert_eq!(crate::accounts::count(&test.db, "page_changes").await, 0);
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_redis_is_away_nothing_comes_from_memory() {
    let test = TestDb::sqlite().await;
    let gear = Listing::of(&seller(&test.db, "ada").await).save(&test.db).await;
    let line = Line::lay().await;
    let app = TestApp::with(test.db.clone(), &[ON, ("REDIS_URL", line.url.as_str())]).await;
    assert!(!shows(&app, &gear, "Another gear").await);
    line.cut.cancel();
    until(|| !app.state.pages.answers()).await;
    retitle(&test.db, gear.asset.id, "Another gear").await;
    assert!(shows(&app, &gear, "Another gear").await, "rendered, for who knows what was told meanwhile");
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_writes_into_the_file_without_a_word_is_noticed() {
    let test = TestDb::sqlite().await;
    let gear = Listing::of(&seller(&test.db, "ada").await).save(&test.db).await;
    let app = TestApp::with(test.db.clone(), &[ON]).await;
    assert!(!shows(&app, &gear, "Another gear").await);
    let elsewhere = connect(&test.url, PoolOptions::default()).await.unwrap();
    // Opening it began a transaction of this process, which may hide a write until the next look.
    for n in 0..20 {
        // The same again would be no change to SQLite.
        retitle(&elsewhere, gear.asset.id, &format!("Another gear {n}")).await;
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        if shows(&app, &gear, "Another gear").await {
            break;
        }
    }
    assert!(shows(&app, &gear, "Another gear").await);
    elsewhere.close().await.unwrap();
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_while_nobody_listened_is_not_believed() {
    let test = TestDb::postgres().await;
    let gear = Listing::of(&seller(&test.db, "ada").await).save(&test.db).await;
    let app = TestApp::with(test.db.clone(), &[ON]).await;
    assert!(!shows(&app, &gear, "Another gear").await);
    retitle(&test.db, gear.asset.id, "Another gear").await;
    // Another listener begins, as after a fault.
    let stop = CancellationToken::new();
    tokio::spawn(prosets::server::page_cache::hear(app.state.clone(), stop.clone()));
    comes_to_show(&app, &gear, "Another gear").await;
    stop.cancel();
    test.finish().await;
}
