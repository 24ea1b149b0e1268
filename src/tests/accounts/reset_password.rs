//! A forgotten password: a link by mail, for a quarter of an hour, once; and nobody learns who has an account.

use chrono::TimeDelta;
use serde_json::json;

use super::{PASSWORD, count, is_signed_in, mailed_link, mails, member, sign_in, token};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const NEW: &str = "a wholly different one";

async fn ask(app: &TestApp, email: &str) -> Answer {
    app.client()
        .post_form("/api/fn/forgot_password", &[("email", email), ("_from", "/forgot-password")])
        .await
}

async fn reset(client: &mut Client, link: &str, password: &str) -> Answer {
    let fields = [("token", token(link)), ("password", password), ("_from", link)];
    client.post_form("/api/fn/reset_password", &fields).await
}

on_both!(the_link_sets_a_password_and_ends_every_sign_in, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut elsewhere = app.client();
    sign_in(&mut elsewhere, "ada@example.test", PASSWORD).await.expect(303);

    ask(&app, " Ada@Example.test ").await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let mut client = app.client();
    assert!(client.get(&link).await.expect(200).text().contains("Set my password"));
    let page = reset(&mut client, &link, "short").await.expect(422).text();
    assert!(page.contains("Use at least 12 characters") && page.contains("Set my password"), "{page}");
    assert_eq!(reset(&mut client, &link, NEW).await.expect(303).location(), "/sign-in");

    assert!(!is_signed_in(&mut elsewhere).await);
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(422);
    sign_in(&mut client, "ada@example.test", NEW).await.expect(303);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.password_reset'").await, 1);
    assert_eq!(mails(&app, "password-changed").await, 1);
    reset(&mut app.client(), &link, "another different one").await.expect(409);
    let kept = format!("jobs WHERE CAST(payload AS text) LIKE '%{}%'", token(&link));
    assert_eq!(count(&db, &kept).await, 0);
});

on_both!(nobody_learns_who_has_an_account, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let known = ask(&app, "ada@example.test").await.expect(303);
    let unknown = ask(&app, "nobody@example.test").await.expect(303);
    assert_eq!(known.location(), unknown.location());
    let flash = |answer: &Answer| {
        answer.headers.get_all("set-cookie").iter().map(axum::http::HeaderValue::len).collect::<Vec<_>>()
    };
    assert_eq!(flash(&known), flash(&unknown));
    // The same rows are written while the caller waits; who it is, the job finds out.
    assert_eq!(count(&db, "jobs WHERE kind = 'send_reset_link'").await, 2);
    assert_eq!(count(&db, "email_tokens").await, 0);
    assert_eq!(mails(&app, "reset-password").await, 1);
    let body = |email: &str| json!({ "email": email });
    for email in ["ada@example.test", "nobody@example.test"] {
        app.client().post_json("/api/v1/auth/forgot-password", body(email)).await.expect(200);
    }
    app.client().post_json("/api/v1/auth/forgot-password", body("no address")).await.expect(422);
});

on_both!(a_link_is_good_for_a_quarter_of_an_hour_and_until_the_next, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    ask(&app, "ada@example.test").await.expect(303);
    let first = mailed_link(&app, "reset-password").await;
    app.state.clock.advance(TimeDelta::seconds(1));
    ask(&app, "ada@example.test").await.expect(303);
    let second = mailed_link(&app, "reset-password").await;
    assert_ne!(first, second);
    reset(&mut app.client(), &first, NEW).await.expect(409);
    app.state.clock.advance(TimeDelta::minutes(15));
    assert!(app.client().get(&second).await.expect(200).text().contains("does not work any more"));
    reset(&mut app.client(), &second, NEW).await.expect(409);
    reset(&mut app.client(), "?token=", NEW).await.expect(409);
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(303);
});

on_both!(a_resting_account_is_opened_by_a_new_password, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for _ in 0..11 {
        sign_in(&mut app.client(), "ada@example.test", "wrong horse battery").await.expect(422);
    }
    ask(&app, "ada@example.test").await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let mut owner = app.client();
    reset(&mut owner, &link, NEW).await.expect(303);
    sign_in(&mut app.client(), "ada@example.test", NEW).await.expect(422);
    sign_in(&mut owner, "ada@example.test", NEW).await.expect(303);
});

on_both!(two_presses_at_once_are_one, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    ask(&app, "ada@example.test").await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let press = |password: &'static str| {
        let (mut client, link) = (app.client(), link.clone());
        tokio::spawn(async move { reset(&mut client, &link, password).await.status.as_u16() })
    };
    let (one, two) = (press(NEW), press("quite another long one"));
    let mut answers = [one.await.unwrap(), two.await.unwrap()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.password_reset'").await, 1);
});

on_both!(the_api_sets_it_too, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    ask(&app, "ada@example.test").await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let body = json!({ "token": token(&link), "password": "short" });
    let answer = app.client().post_json("/api/v1/auth/reset-password", body).await.expect(422);
    assert!(answer.json()["error"]["details"]["password"].is_array());
    let body = json!({ "token": token(&link), "password": NEW });
    app.client().post_json("/api/v1/auth/reset-password", body).await.expect(200);
    let body = json!({ "email": "ada@example.test", "password": NEW });
    app.client().post_json("/api/v1/auth/login", body).await.expect(200);
});
