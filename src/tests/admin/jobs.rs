//! Jobs: what waits, what failed, and another try.

use prosets::db;
use prosets::db::entities::job;
use prosets::kit::ids::new_id;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

use crate::builders::catalog::noon;
use crate::builders::staff;
use crate::support::app::TestApp;

on_both!(a_failed_job_is_tried_again, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let tx = db::tx(&db).await.unwrap();
    let row = job::ActiveModel {
        id: Set(new_id()),
        kind: Set("expire_orders".into()),
        payload: Set(serde_json::json!({ "kind": "expire_orders" })),
        run_at: Set(noon()),
        attempts: Set(12),
        max_attempts: Set(12),
        failed_at: Set(Some(noon())),
        last_error: Set(Some("The <b>mail</b> server was away.".into())),
        created_at: Set(noon()),
        ..Default::default()
    };
    let failed = row.insert(&tx).await.unwrap();
    tx.commit().await.unwrap();
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    assert!(client.get("/admin").await.expect(200).text().contains("One job failed for good"));
    let page = client.get("/admin/jobs?status=failed").await.expect(200).text();
    assert!(page.contains("expire orders") && page.contains("12 of 12") && page.contains("&lt;b&gt;mail"));
    let listed = client.get_json("/api/v1/admin/jobs?status=failed").await.expect(200).json();
    assert_eq!(listed["data"][0]["kind"], "expire_orders");

    let id = failed.id.to_string();
    let form = [("job_id", id.as_str()), ("_scope", &id), ("_from", "/admin/jobs")];
    assert_eq!(client.post_form("/api/fn/retry_job", &form).await.location(), "/admin/jobs");
    app.settle().await;
    client.post_form("/api/fn/retry_job", &form).await.expect(409);
    let row = job::Entity::find_by_id(failed.id).one(&db).await.unwrap().unwrap();
    assert!(row.done_at.is_some() && row.failed_at.is_none());
    assert!(client.get("/admin/audit").await.text().contains("job.retried"));
});
