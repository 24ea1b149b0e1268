//! Which index a shelf is read by: in a small shop any would do.

use std::sync::{Arc, Mutex};

use sea_orm::{ConnectionTrait, Statement};

use crate::support::app::TestApp;
use crate::support::database::TestDb;

#[tokio::test]
async fn no_shelf_of_the_front_is_found_by_looking_at_all_listings() {
    let test = TestDb::sqlite().await;
    let asked = Arc::new(Mutex::new(Vec::<Statement>::new()));
    let (mut db, told) = (test.db.clone(), asked.clone());
    db.set_metric_callback(move |info| told.lock().unwrap().push(info.statement.clone()));
    TestApp::start(db).await.client().get("/").await.expect(200);
    let asked = asked.lock().unwrap().clone();
    let shelves = asked.into_iter().find(|asked| asked.sql.contains("AS \"shelf\"")).unwrap();
    let explain = Statement { sql: format!("EXPLAIN QUERY PLAN {}", shelves.sql), ..shelves };
    let plan = test.db.query_all_raw(explain).await.unwrap();
    let plan: Vec<String> = plan.iter().map(|row| row.try_get("", "detail").unwrap()).collect();
    let index =
        "INDEX assets_price_from_minor_status_published_at_id_partial (price_from_minor=? AND status=?)";
    assert!(plan.iter().any(|step| step.contains(index)), "{plan:#?}");
    // Whatever is published is all there is, unless it is read in the order of the shelf.
    let everything = |step: &String| step.contains(" assets ") && step.ends_with("_index (status=?)");
    let in_order = |step: &String| step.contains("assets_status_published_at_id_index");
    assert!(!plan.iter().any(|step| everything(step) && !in_order(step)), "{plan:#?}");
}
