//! What is past its time is forgotten; what is not stays.

use chrono::TimeDelta;
use prosets::accounts::sweep;
use serde_json::json;

use super::{PASSWORD, count, member, sign_in};
use crate::support::app::TestApp;

on_both!(only_what_cannot_be_used_is_forgotten, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    sign_in(&mut app.client(), "nobody@example.test", PASSWORD).await.expect(422);
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    app.client().post_json("/api/v1/auth/login", body).await.expect(200);
    let body = json!({ "email": "bob@example.test", "username": "bob", "password": PASSWORD });
    app.client().post_json("/api/v1/auth/register", body).await.expect(201);
    let tables = ["sessions", "sign_in_failures", "refresh_tokens", "email_tokens"];
    sweep(&app.state).await.unwrap();
    for table in tables {
        assert_eq!(count(&db, table).await, 1, "{table}");
    }
    app.state.clock.advance(TimeDelta::days(30));
    sweep(&app.state).await.unwrap();
    for table in tables {
        assert_eq!(count(&db, table).await, 0, "{table}");
    }
});
