//! The audit log is one chain, whatever happens at once, and tells when it was touched.

use chrono::TimeDelta;
use prosets::admin::{AuditEntry, ChainState, check_audit_log, record, verify_chain};
use prosets::db;
use prosets::server::state::State;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use serde_json::json;

use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::Client;

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

/// As whoever owns the database can do it.
async fn forge(db: &DatabaseConnection, sql: &str) {
    let drops: &[&str] = match db.get_database_backend() {
        DbBackend::Postgres => &["ALTER TABLE audit_events DISABLE TRIGGER ALL"],
        _ => &[
            "DROP TRIGGER IF EXISTS audit_events_refuse_update",
            "DROP TRIGGER IF EXISTS audit_events_refuse_delete",
        ],
    };
    for statement in drops.iter().chain([&sql]) {
        db.execute_unprepared(statement).await.unwrap();
    }
}

on_both!(an_event_changed_afterwards_is_found, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for n in 0..5 {
        record_one(&app.state, n).await;
    }
    assert!(db.execute_unprepared("UPDATE audit_events SET action = 'a' WHERE seq = 3").await.is_err());
    assert!(db.execute_unprepared("DELETE FROM audit_events WHERE seq = 3").await.is_err());
    forge(&db, "UPDATE audit_events SET action = 'test.forged' WHERE seq = 3").await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::BrokenAt(3));
    forge(&db, "UPDATE audit_events SET action = 'test.counted' WHERE seq = 3").await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(5));
    forge(&db, "UPDATE audit_events SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 2").await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::BrokenAt(2));
});

on_both!(an_event_taken_away_is_found, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for n in 0..5 {
        record_one(&app.state, n).await;
    }
    check_audit_log(&app.state).await.unwrap();
    // A shorter chain is a chain too; it was longer once.
    forge(&db, "DELETE FROM audit_events WHERE seq = 5").await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::BrokenAt(5));
    forge(&db, "DELETE FROM audit_events WHERE seq = 1").await;
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::BrokenAt(1));
});

on_both!(the_page_tells_of_the_last_reading_and_does_not_read_itself, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let page = mona.get("/admin/audit").await.expect(200).text();
    assert!(page.contains("Check the whole log now") && !page.contains("chain intact"), "{page}");
    for n in 0..30 {
        record_one(&app.state, n).await;
    }
    let check = async |client: &mut Client| {
        let asked = client.post_form("/api/fn/check_audit_log", &[("_from", "/admin/audit")]).await;
        assert_eq!(asked.location(), "/admin/audit");
        app.settle().await;
        client.get("/admin/audit").await.expect(200).text()
    };
    let page = check(&mut mona).await;
    assert!(page.contains("chain intact, 30 entries") && page.contains("Checked"), "{page}");

    forge(&db, "UPDATE audit_events SET action = 'test.forged' WHERE seq = 3").await;
    let page = mona.get("/admin/audit").await.expect(200).text();
    assert!(page.contains("chain intact, 30 entries"), "the page read the whole log: {page}");
    // Pressed again in the same minute, it is read once.
    let page = check(&mut mona).await;
    assert!(page.contains("chain intact, 30 entries"), "{page}");
    app.state.clock.advance(TimeDelta::minutes(1));
    for path in ["/admin/audit", "/admin/audit?action=test.counted"] {
        let page = if path.len() == 12 { check(&mut mona).await } else { mona.get(path).await.text() };
        assert!(page.contains("The chain is broken at entry 3"), "{page}");
    }

    let first = mona.get_json("/api/v1/admin/audit?limit=10").await.expect(200).json();
    let next = first["page"]["next"].as_str().unwrap();
    let rest = mona.get_json(&format!("/api/v1/admin/audit?limit=100&after={next}")).await.json();
    assert_eq!((first["data"][9]["seq"].as_i64(), rest["data"][0]["seq"].as_i64()), (Some(21), Some(20)));
    assert_eq!(rest["data"].as_array().unwrap().len(), 20);
});
