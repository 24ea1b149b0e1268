//! The audit log is one chain, whatever happens at once, and tells when it was touched.

use prosets::admin::{AuditEntry, ChainState, record, verify_chain};
use prosets::db;
use prosets::server::state::State;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::support::app::TestApp;

async fn record_one(state: &State, n: i64) {
    let tx = db::tx(&state.db).await.unwrap();
    let entry =
        AuditEntry::by_the_shop("test.counted", "test", n).with(json!({ "n": n, "words": "</script> ✓" }));
    record(&tx, entry, state.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(events_recorded_at_once_make_one_chain, |db| async move {
    let app = TestApp::start(db).await;
    let tasks: Vec<_> = (0..20)
        .map(|n| {
            let state = app.state.clone();
            tokio::spawn(async move { record_one(&state, n).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(20));
});

on_both!(an_event_rolled_back_leaves_no_gap, |db| async move {
    let app = TestApp::start(db).await;
    record_one(&app.state, 1).await;
    let tx = db::tx(&app.state.db).await.unwrap();
    record(&tx, AuditEntry::by_the_shop("test.undone", "test", 2), app.state.clock.now()).await.unwrap();
    tx.rollback().await.unwrap();
    record_one(&app.state, 3).await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(2));
});

#[tokio::test]
async fn an_event_changed_afterwards_is_found() {
    let test = crate::support::database::TestDb::sqlite().await;
    let app = TestApp::start(test.db.clone()).await;
    for n in 0..5 {
        record_one(&app.state, n).await;
    }
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_events'";
    let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, triggers);
    for row in test.db.query_all_raw(statement).await.unwrap() {
        let name: String = row.try_get("", "name").unwrap();
        test.db.execute_unprepared(&format!("DROP TRIGGER {name}")).await.unwrap();
    }
    test.db.execute_unprepared("UPDATE audit_events SET action = 'test.forged' WHERE seq = 3").await.unwrap();
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::BrokenAt(3));
}
