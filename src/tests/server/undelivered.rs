//! Mails a mail server does not take: tried again where that may help, and shown to the staff.

use chrono::TimeDelta;
use prosets::db::entities::job;
use prosets::ports::mail::Message;
use prosets::server::jobs::{self, Job};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::json;

use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::smtp::MailServer;

async fn shop(db: &DatabaseConnection, url: &str) -> TestApp {
    let vars = [("SMTP_URL", url), ("MAIL_FROM", "ProSets <shop@prosets.test>")];
    TestApp::with(db.clone(), &vars).await
}

async fn write_to(app: &TestApp, to: &str) {
    let message = Message {
        unsubscribe: None,
        to: to.into(),
        subject: "Your <receipt>".into(),
        text: "Open http://localhost:3000/reset-password?token=secret\n".into(),
        html: "<p>Open it</p>".into(),
        kind: "receipt".into(),
    };
    jobs::enqueue(&app.state.db, &Job::SendMail { message }, app.state.clock.now()).await.unwrap();
}

async fn only_job(db: &DatabaseConnection) -> job::Model {
    let mut jobs = job::Entity::find().all(db).await.unwrap();
    assert_eq!(jobs.len(), 1, "{jobs:?}");
    jobs.remove(0)
}

on_both!(what_is_refused_for_now_goes_out_later, |db| async move {
    let server = MailServer::start(&json!({ "busy": 1 }));
    let app = shop(&db, &server.url()).await;
    let mut admin = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    let page = admin.get("/admin/mail").await.expect(200).text();
    assert!(page.contains("Goes out by SMTP to 127.0.0.1 at port") && page.contains("Every mail was taken"));

    write_to(&app, "ben@prosets.test").await;
    app.settle().await;
    let job = only_job(&db).await;
    assert_eq!((job.attempts, job.done_at, job.failed_at), (1, None, None));
    let page = admin.get("/admin/mail").await.expect(200).text();
    for words in ["Your &lt;receipt&gt;", "ben@prosets.test", "Greylisted", "Tried again soon"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(!page.contains("token=secret") && !page.contains("Try again:"), "{page}");

    app.state.clock.advance(TimeDelta::seconds(2));
    app.settle().await;
    assert_eq!(server.mail()["to"], json!(["ben@prosets.test"]));
    let job = only_job(&db).await;
    assert!(job.done_at.is_some() && job.attempts == 2);
    assert_eq!(job.payload, json!({ "kind": "send_mail" }), "what it said is forgotten once it is sent");
    assert!(admin.get("/admin/mail").await.text().contains("Every mail was taken"));
});

on_both!(what_is_refused_for_good_waits_for_the_staff, |db| async move {
    let server = MailServer::start(&json!({ "refuse": ["gone@prosets.test"] }));
    let app = shop(&db, &server.url()).await;
    write_to(&app, "gone@prosets.test").await;
    app.settle().await;
    let job = only_job(&db).await;
    assert!(job.failed_at.is_some() && job.attempts == 1, "{job:?}");
    app.state.clock.advance(TimeDelta::days(1));
    app.settle().await;
    assert_eq!(only_job(&db).await.attempts, 1);

    let mut admin = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    assert!(admin.get("/admin").await.expect(200).text().contains("One job failed for good"));
    let page = admin.get("/admin/mail").await.expect(200).text();
    assert!(
        page.contains("is not known here") && page.contains("Try again: Your &lt;receipt&gt; to gone@"),
        "{page}"
    );
    let id = job.id.to_string();
    let form = [("job_id", id.as_str()), ("_scope", &id), ("_from", "/admin/mail")];
    admin.post_form("/api/fn/retry_job", &form).await.expect(303);
    app.settle().await;
    let job = only_job(&db).await;
    assert!(job.failed_at.is_some() && job.attempts == 1, "tried once more, refused once more: {job:?}");
    assert!(server.is_empty());
});

on_both!(a_bad_address_is_not_tried_twice, |db| async move {
    let server = MailServer::start(&json!({}));
    let app = shop(&db, &server.url()).await;
    write_to(&app, "ben@prosets.test\r\nBcc: eve@evil.test").await;
    app.settle().await;
    let job = only_job(&db).await;
    assert!(job.failed_at.is_some() && job.attempts == 1, "{job:?}");
    assert!(job.last_error.unwrap().contains("is not a mail address") && server.is_empty());
});

on_both!(a_server_that_stays_away_is_given_up_in_the_end, |db| async move {
    let gone = MailServer::start(&json!({}));
    let app = shop(&db, &gone.url()).await;
    drop(gone);
    write_to(&app, "ben@prosets.test").await;
    for attempt in 1..=12 {
        app.settle().await;
        let job = only_job(&db).await;
        assert_eq!((job.attempts, job.failed_at.is_some()), (attempt, attempt == 12), "{job:?}");
        app.state.clock.advance(TimeDelta::hours(1));
    }
});
