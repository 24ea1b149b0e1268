//! The account page: what one is called, and how one wants things written.

use axum::http::Method;
use serde_json::json;

use super::{count, member};
use crate::builders::catalog::{Listing, seller};
use crate::support::app::TestApp;

on_both!(a_new_name_is_shown, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let fields = [("display_name", "  Ada   Lovelace "), ("_from", "/account")];
    client.post_form("/api/fn/save_profile", &fields).await.expect(303);
    assert!(client.get("/account").await.text().contains(r#"value="Ada Lovelace""#));
    let fields = [("display_name", " "), ("_from", "/account")];
    assert!(
        client.post_form("/api/fn/save_profile", &fields).await.expect(422).text().contains("Choose a name")
    );
});

on_both!(a_user_name_is_changed_unless_somebody_has_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    member(&db, "bob").await;
    let mut client = app.client().signed_in(ada).await;
    let save = |name| [("display_name", "Ada"), ("username", name), ("_from", "/account")];
    for (name, words) in [("BOB", "is taken"), ("admin", "reserved"), ("a b", "Use letters from a to z")] {
        let page = client.post_form("/api/fn/save_profile", &save(name)).await.expect(422).text();
        assert!(page.contains(words) && page.contains(&format!("value=\"{name}\"")), "{name}: {page}");
    }
    client.post_form("/api/fn/save_profile", &save("ada")).await.expect(303);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.renamed'").await, 0);
    client.post_form("/api/fn/save_profile", &save("Countess")).await.expect(303);
    assert_eq!(count(&db, "users WHERE username = 'Countess' AND username_key = 'countess'").await, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.renamed'").await, 1);
    // The name before is free.
    member(&db, "ada2").await;
    let body = json!({ "username": "ada" });
    let mut other = app.client().signed_in(member(&db, "eve").await).await;
    let answer = other.json(Method::PATCH, "/api/v1/auth/me", &[], body).await.expect(200);
    assert_eq!(answer.json()["data"]["username"], "ada");
});

on_both!(whoever_has_a_reserved_name_keeps_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "admin").await).await;
    let fields = [("display_name", "Ada Admin"), ("username", "admin"), ("_from", "/account")];
    client.post_form("/api/fn/save_profile", &fields).await.expect(303);
});

on_both!(dates_and_prices_are_written_as_their_reader_chose, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let shop = seller(&db, "maker").await;
    let gear = Listing::of(&shop).price(123_456).days_ago(0).save(&db).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let mut save = async |locale: &str, status| {
        let fields = [("display_name", "Ada"), ("locale", locale), ("_from", "/account")];
        client.post_form("/api/fn/save_profile", &fields).await.expect(status);
        client.get(&gear.path()).await.expect(200).text()
    };
    let page = save("de-DE", 303).await;
    assert!(page.contains("$1.234,56") && page.contains("01.11.2026"), "{page}");
    let page = save("en-US", 303).await;
    assert!(page.contains("$1,234.56") && page.contains("Nov 1, 2026"), "{page}");
    let page = save("xx-XX", 422).await;
    assert!(page.contains("Nov 1, 2026"), "{page}");
    let page = save("", 303).await;
    assert!(page.contains("$1,234.56") && page.contains("1 Nov 2026"), "{page}");
    let page = app.client().get(&gear.path()).await.text();
    assert!(page.contains("1 Nov 2026"), "strangers read the shop's own way: {page}");
});

on_both!(the_api_says_and_changes_the_same, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    let patch = json!({ "display_name": "Ada L.", "locale": "sv-SE", "currency": "EUR" });
    let data =
        client.json(Method::PATCH, "/api/v1/auth/me", &[], patch).await.expect(200).json()["data"].clone();
    assert_eq!(data["display_name"], "Ada L.");
    let me = client.get_json("/api/v1/auth/me").await.expect(200).json()["data"].clone();
    assert_eq!(
        (&me["locale"], &me["currency"], &me["avatar"]),
        (&json!("sv-SE"), &json!("EUR"), &json!(null))
    );
    let wrong = json!({ "display_name": "", "username": "x", "locale": "q", "currency": "DEM" });
    let refused = client.json(Method::PATCH, "/api/v1/auth/me", &[], wrong).await.expect(422).json();
    assert_eq!(refused["error"]["details"].as_object().unwrap().len(), 4, "{refused}");
    client.json(Method::PATCH, "/api/v1/auth/me", &[], json!({ "email": "x@y.zz" })).await.expect(422);
    client.json(Method::PATCH, "/api/v1/auth/me/shop", &[], json!({ "about": "x" })).await.expect(403);
});
