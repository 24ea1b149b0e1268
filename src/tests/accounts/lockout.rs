//! Guessing: ten failures in fifteen minutes and the account rests, for its owner too.

use chrono::TimeDelta;
use serde_json::json;

use super::{PASSWORD, count, is_signed_in, mailed_link, mails, member, sign_in, token};
use crate::support::app::TestApp;

const WAIT: &str = "wait 15 minutes";

on_both!(ten_failures_lock_whoever_asks, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for email in ["ada@example.test", "nobody@example.test"] {
        for _ in 0..10 {
            let page = sign_in(&mut app.client(), email, "wrong horse battery").await.expect(422).text();
            assert!(page.contains("The email or the password is not right.") && !page.contains(WAIT));
        }
        let mut client = app.client();
        let page = sign_in(&mut client, email, PASSWORD).await.expect(422).text();
        assert!(page.contains(WAIT), "{page}");
        assert!(!is_signed_in(&mut client).await);
        let body = json!({ "email": email, "password": PASSWORD });
        let answer = app.client().post_json("/api/v1/auth/login", body).await.expect(401);
        assert!(answer.json()["error"]["message"].as_str().unwrap().contains(WAIT));
    }
    // What is refused unseen does not prolong the lock.
    assert_eq!(count(&db, "sign_in_failures").await, 20);
    assert_eq!(count(&db, "audit_events WHERE action = 'account.locked'").await, 2);
    assert_eq!(count(&db, "sign_in_failures WHERE ip = '127.0.0.1'").await, 20);

    app.state.clock.advance(TimeDelta::seconds(15 * 60 + 1));
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    assert!(is_signed_in(&mut client).await);
});

on_both!(the_owner_gets_in_by_the_link_and_nobody_else, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for email in ["ada@example.test", "nobody@example.test"] {
        for _ in 0..12 {
            sign_in(&mut app.client(), email, "wrong horse battery").await.expect(422);
        }
    }
    let link = mailed_link(&app, "account-locked").await;
    assert_eq!(mails(&app, "account-locked").await, 1);
    assert_eq!(count(&db, "jobs WHERE CAST(payload AS text) LIKE '%example.test%'").await, 0);

    let mut owner = app.client();
    for _ in 0..2 {
        assert!(owner.get(&link).await.expect(200).text().contains("Let me sign in"));
    }
    sign_in(&mut owner, "ada@example.test", PASSWORD).await.expect(422);
    let fields = [("token", token(&link)), ("_from", link.as_str())];
    owner.post_form("/api/fn/lift_lockout", &fields).await.expect(303);
    sign_in(&mut app.client(), "ada@example.test", PASSWORD).await.expect(422);
    sign_in(&mut owner, "ada@example.test", "wrong horse battery").await.expect(422);
    sign_in(&mut owner, "ada@example.test", PASSWORD).await.expect(303);
    assert!(is_signed_in(&mut owner).await);
    assert_eq!(count(&db, "audit_events WHERE action = 'account.lockout_lifted'").await, 1);

    // Once; and what it lets in guesses no more than anybody.
    let mut thief = app.client();
    thief.post_form("/api/fn/lift_lockout", &fields).await.expect(409);
    sign_in(&mut thief, "ada@example.test", PASSWORD).await.expect(422);
});

on_both!(a_lifted_lock_locks_again, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut guesser = app.client();
    for _ in 0..10 {
        sign_in(&mut guesser, "ada@example.test", "wrong horse battery").await.expect(422);
    }
    let link = mailed_link(&app, "account-locked").await;
    guesser.post_form("/api/fn/lift_lockout", &[("token", token(&link))]).await.expect(303);
    for _ in 0..10 {
        let page = sign_in(&mut guesser, "ada@example.test", "wrong horse battery").await.expect(422).text();
        assert!(!page.contains(WAIT));
    }
    assert!(sign_in(&mut guesser, "ada@example.test", PASSWORD).await.expect(422).text().contains(WAIT));
});

on_both!(success_forgives, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    for _ in 0..2 {
        for _ in 0..9 {
            sign_in(&mut app.client(), "ada@example.test", "wrong horse battery").await.expect(422);
        }
        sign_in(&mut app.client(), "Ada@Example.Test", PASSWORD).await.expect(303);
    }
    assert_eq!(count(&db, "sign_in_failures").await, 0);
});

on_both!(guessing_at_once_guesses_no_more, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let guesses: Vec<_> = (0..24)
        .map(|_| {
            let mut client = app.client();
            let body = json!({ "email": "ada@example.test", "password": "wrong horse battery" });
            tokio::spawn(async move { client.post_json("/api/v1/auth/login", body).await })
        })
        .collect();
    let mut looked_at = 0;
    for guess in guesses {
        let answer = guess.await.unwrap().expect(401).json();
        looked_at += usize::from(!answer["error"]["message"].as_str().unwrap().contains(WAIT));
    }
    assert_eq!(looked_at, 10);
});

on_each_store!(five_a_minute_by_address_and_by_account, |db, home| async move {
    let app = home.with(&[("PROSETS_RATE_LIMITS", "on")]).await;
    member(&db, "ada").await;
    // To the beginning of a minute, so that the whole test is in one.
    let into = app.state.clock.now().timestamp().rem_euclid(60);
    app.state.clock.advance(TimeDelta::seconds(60 - into));
    let from = |host: u8| {
        let mut client = app.client();
        client.ip = ([10, 0, 0, host], 4000).into();
        client
    };
    for n in 0..5 {
        // From the fourth on a proof of work is asked for, which counts as a try all the same.
        let status = if n < 3 { 422 } else { 429 };
        let answer = sign_in(&mut from(1), &format!("nobody{n}@example.test"), PASSWORD).await.expect(status);
        assert!(!answer.text().contains("Too many attempts."));
    }
    let answer = sign_in(&mut from(1), "nobody9@example.test", PASSWORD).await.expect(429);
    assert!(answer.text().contains("Too many attempts."));
    let body = json!({ "email": "nobody9@example.test", "password": PASSWORD });
    let answer = from(1).post_json("/api/v1/auth/login", body).await.expect(429);
    assert_eq!(answer.json()["error"]["code"], "RATE_LIMITED");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");

    for host in 2..7 {
        sign_in(&mut from(host), "ada@example.test", "wrong horse battery").await.expect(422);
    }
    sign_in(&mut from(7), "ada@example.test", PASSWORD).await.expect(429);
    app.state.clock.advance(TimeDelta::seconds(60));
    sign_in(&mut from(7), "ada@example.test", PASSWORD).await.expect(303);
});
