//! A new password, typed twice, and the end of every other sign-in.

use serde_json::json;

use super::{PASSWORD, count, is_signed_in, mailed_link, member, sign_in, token};
use crate::support::app::TestApp;

const OTHER: &str = "These are no words of ours";
const TWICE: &str = "The two passwords are not the same.";

on_both!(a_new_password_is_typed_twice_where_a_page_asks_for_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client();
    let page = client.get("/sign-up").await.expect(200).text();
    assert!(page.contains(r#"name="password_again""#) && page.contains("/strength.js"), "{page}");
    assert!(page.contains("unrelated words make a good one"), "{page}");
    let form = |again| {
        [
            ("email", "ada@example.test"),
            ("username", "ada"),
            ("password", PASSWORD),
            ("password_again", again),
            ("display_name", "Ada L."),
            ("_from", "/sign-up"),
        ]
    };
    let page = client.post_form("/api/fn/sign_up", &form(OTHER)).await.expect(422).text();
    assert!(page.contains(TWICE) && page.contains(r#"value="Ada L.""#), "{page}");
    assert!(!page.contains(PASSWORD) && !page.contains(OTHER), "{page}");
    client.post_form("/api/fn/sign_up", &form("")).await.expect(422);
    assert_eq!(count(&db, "users").await, 0);
    client.post_form("/api/fn/sign_up", &form(PASSWORD)).await.expect(303);
    assert_eq!(count(&db, "users").await, 1);

    client.post_form("/api/fn/forgot_password", &[("email", "ada@example.test")]).await.expect(303);
    let link = mailed_link(&app, "reset-password").await;
    let page = client.get(&link).await.expect(200).text();
    assert!(page.contains(r#"name="password_again""#), "{page}");
    let reset = |again| {
        [
            ("token", token(&link)),
            ("password", "better horse battery"),
            ("password_again", again),
            ("_from", &link),
        ]
    };
    let page = client.post_form("/api/fn/reset_password", &reset(PASSWORD)).await.expect(422).text();
    assert!(page.contains(TWICE), "{page}");
    client.post_form("/api/fn/reset_password", &reset("better horse battery")).await.expect(303);

    sign_in(&mut client, "ada@example.test", "better horse battery").await.expect(303);
    let change = |again| {
        [
            ("current_password", "better horse battery"),
            ("new_password", PASSWORD),
            ("new_password_again", again),
            ("_from", "/account/security"),
        ]
    };
    let page = client.post_form("/api/fn/change_password", &change(OTHER)).await.expect(422).text();
    assert!(page.contains(TWICE), "{page}");
    client.post_form("/api/fn/change_password", &change(PASSWORD)).await.expect(303);
});

on_both!(a_new_password_ends_every_other_sign_in, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut here = app.client();
    sign_in(&mut here, "ada@example.test", PASSWORD).await.expect(303);
    let mut there = app.client();
    sign_in(&mut there, "ada@example.test", PASSWORD).await.expect(303);
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    let tokens = app.client().post_json("/api/v1/auth/login", body).await.expect(200).json();
    let mut program = app.client();
    program.bearer = tokens["data"]["access_token"].as_str().map(str::to_owned);

    let before = here.cookie("prosets").unwrap().to_owned();
    let change = async |client: &mut crate::support::client::Client, current: &str, new: &str| {
        let fields = [("current_password", current), ("new_password", new), ("_from", "/account/security")];
        client.post_form("/api/fn/change_password", &fields).await
    };
    let page = change(&mut here, "wrong horse battery", "better horse battery").await.expect(422).text();
    assert!(page.contains("This is not your present password."), "{page}");
    let page = change(&mut here, PASSWORD, "short").await.expect(422).text();
    assert!(page.contains("Use at least 12 characters."), "{page}");
    assert!(is_signed_in(&mut there).await);

    change(&mut here, PASSWORD, "better horse battery").await.expect(303);
    assert!(is_signed_in(&mut here).await);
    assert_ne!(here.cookie("prosets").unwrap(), before);
    assert!(!is_signed_in(&mut there).await);
    program.get_json("/api/v1/auth/me").await.expect(401);
    sign_in(&mut there, "ada@example.test", PASSWORD).await.expect(422);
    sign_in(&mut there, "ada@example.test", "better horse battery").await.expect(303);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.password_changed'").await, 1);
});

on_both!(guessing_the_present_password_locks_too, |db| async move {
    let app = TestApp::start(db.clone()).await;
    member(&db, "ada").await;
    let mut thief = app.client();
    sign_in(&mut thief, "ada@example.test", PASSWORD).await.expect(303);
    for guess in ["wrong horse battery"; 10].iter().chain([&PASSWORD]) {
        let fields = [
            ("current_password", *guess),
            ("new_password", "better horse battery"),
            ("_from", "/account/security"),
        ];
        thief.post_form("/api/fn/change_password", &fields).await.expect(422);
    }
    assert_eq!(count(&db, "audit_events WHERE action = 'user.password_changed'").await, 0);
});

on_both!(signing_out_everywhere_spares_only_this_browser, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let bob = member(&db, "bob").await;
    let mut here = app.client().signed_in(ada).await;
    let mut there = app.client().signed_in(ada).await;
    let mut bobs = app.client().signed_in(bob).await;
    let page = here.get("/account/sessions").await.expect(200).text();
    assert_eq!(page.matches("this one").count(), 1, "{page}");
    here.post_form("/api/fn/sign_out_everywhere", &[]).await.expect(303);
    assert!(is_signed_in(&mut here).await);
    assert!(!is_signed_in(&mut there).await);
    assert!(is_signed_in(&mut bobs).await);
});
