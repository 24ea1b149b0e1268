//! A copy of everything the shop knows of somebody.

use axum::body::Bytes;
use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use prosets::db::entities::user;
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Value, json};

use super::{PASSWORD, count, mailed_link, mails, member, sign_in, token};
use crate::builders::catalog::{Listing, seller, shop_of};
use crate::builders::shopper::Shopper;
use crate::ports::http;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn ask(client: &mut Client, password: &str, token: &str) -> Answer {
    let fields = [("password", password), ("token", token), ("_scope", "copy"), ("_from", "/account/data")];
    client.post_form("/api/fn/ask_for_data", &fields).await
}

/// The copy, by the link on the page.
async fn fetch(client: &mut Client) -> Value {
    assert!(client.get("/account/data").await.expect(200).text().contains("Fetch my copy"));
    let url = client.get("/account/data/copy").await.location().parse().unwrap();
    let answer = http::send(Method::GET, &url, &[], Bytes::new()).await;
    assert_eq!(answer.status, StatusCode::OK);
    serde_json::from_slice(&answer.body).unwrap()
}

on_both!(the_copy_tells_everything_and_no_secret, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let maker = seller(&db, "maker").await;
    let gear = Listing::of(&maker).title("Gear").price(1200).save(&db).await;
    let ada = member(&db, "ada").await;
    let own = Listing::of(&shop_of(&db, ada, "ada").await).title("Cog").price(700).save(&db).await;
    let mut client = app.client();
    sign_in(&mut client, "ada@example.test", PASSWORD).await.expect(303);
    let token = [("name", "Script"), ("read", "true"), ("days", "7")];
    client.post_form("/api/fn/make_token", &token).await.expect(303);
    let search = [("name", "Gears"), ("query", "q=gear")];
    client.post_form("/api/fn/save_search", &search).await.expect(303);
    let add = gear.asset.id.to_string();
    client.post_form("/api/fn/add_to_cart", &[("asset_id", add.as_str())]).await.expect(303);
    let mut ben = Shopper::new(&app, "ben").await;
    ben.buy(&own).await;
    let user = user::Entity::find_by_id(ada).one(&db).await.unwrap().unwrap();
    let mut as_shopper = Shopper { app: &app, user, client: client.clone() };
    let (_, checkout) = as_shopper.order().await;
    as_shopper.press("pay", &checkout).await;
    app.settle().await;

    let payout = [
        ("payout_way", "iban"),
        ("payout_holder", "Ada"),
        ("payout_account", "DE89370400440532013000"),
        ("password", PASSWORD),
    ];
    client.post_form("/api/fn/save_payout_account", &payout).await.expect(303);
    ask(&mut client, PASSWORD, "").await.expect(303);
    assert!(client.get("/account/data").await.text().contains("Your copy is being made"));
    ask(&mut client, PASSWORD, "").await.expect(409);
    app.settle().await;
    assert_eq!(mails(&app, "data-ready").await, 1);
    let copy = fetch(&mut client).await;
    assert_eq!(copy["profile"]["email"], "ada@example.test");
    assert_eq!((&copy["profile"]["has_password"], &copy["profile"]["picture"]), (&json!(true), &json!(null)));
    assert_eq!(
        copy["payout_account"],
        json!({ "holder": "Ada", "to": { "iban": "DE89370400440532013000" } })
    );
    for (section, rows) in [
        ("sign_ins", 1),
        ("browsers", 1),
        ("personal_tokens", 1),
        ("orders", 1),
        ("order_lines", 1),
        ("payments", 1),
        ("library", 1),
        ("cart", 0),
        ("shop", 1),
        ("listings", 1),
        ("versions", 1),
        ("reviews", 0),
        ("saved_searches", 1),
    ] {
        assert_eq!(copy[section].as_array().unwrap().len(), rows, "{section}: {copy:#}");
    }
    assert_eq!(copy["order_lines"][0]["title"], "Gear");
    assert_eq!(copy["ledger"][0]["amount_minor"], -630);
    let actions: Vec<_> = copy["audit_events"].as_array().unwrap().iter().map(|row| &row["action"]).collect();
    assert!(actions.contains(&&json!("user.token_made")), "{actions:?}");
    let text = copy.to_string();
    for secret in ["hash", "argon2", "psp_", "sealed", "ben@example.test"] {
        assert!(!text.contains(secret), "{secret} in {copy:#}");
    }
    assert_eq!(count(&db, "audit_events WHERE action = 'user.data_asked'").await, 1);
    assert_eq!(count(&db, "audit_events WHERE action = 'user.data_fetched'").await, 1);

    // Nobody else's, nothing for strangers, and gone after three days.
    let other = ben.client.get("/account/data/copy").await;
    assert_eq!(other.location(), "/account/data");
    assert_eq!(app.client().get("/account/data/copy").await.location(), "/sign-in?next=%2Faccount%2Fdata");
    app.state.clock.advance(TimeDelta::days(3));
    prosets::accounts::sweep(&app.state).await.unwrap();
    assert_eq!(count(&db, "data_exports").await, 0);
    let mut client = app.client().signed_in(ada).await;
    assert!(!client.get("/account/data").await.text().contains("Fetch my copy"));
});

on_both!(hundreds_of_rows_come_page_by_page, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let sql = match db.get_database_backend() {
        sea_orm::DatabaseBackend::Postgres => format!(
            "INSERT INTO notification_settings (id, user_id, kind, wanted, updated_at)
             SELECT gen_random_uuid(), '{ada}', 'k' || n, true, now() FROM generate_series(1, 450) AS n"
        ),
        _ => format!(
            "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 450)
             INSERT INTO notification_settings (id, user_id, kind, wanted, updated_at)
             SELECT randomblob(16), x'{}', 'k' || n, 1, '2026-01-01 00:00:00+00:00' FROM c",
            ada.simple()
        ),
    };
    db.execute_unprepared(&sql).await.unwrap();
    let mut client = app.client().signed_in(ada).await;
    ask(&mut client, PASSWORD, "").await.expect(303);
    app.settle().await;
    let copy = fetch(&mut client).await;
    let mut kinds: Vec<_> =
        copy["notifications"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 450);
});

on_both!(only_whoever_proves_to_be_themselves_gets_one, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(member(&db, "ada").await).await;
    let page = ask(&mut client, "", "").await.expect(422).text();
    assert!(page.contains("Enter your password."), "{page}");
    let page = ask(&mut client, "wrong horse battery", "").await.expect(422).text();
    assert!(page.contains("This is not your password."), "{page}");
    client.post_json("/api/v1/auth/export", json!({})).await.expect(422);
    client.get_json("/api/v1/auth/export").await.expect(404);
    assert_eq!(count(&db, "data_exports").await, 0);
    let made = client.post_json("/api/v1/auth/export", json!({ "password": PASSWORD })).await.expect(201);
    assert_eq!(made.json()["data"]["status"], "making");
    app.settle().await;
    let ready = client.get_json("/api/v1/auth/export").await.expect(200).json();
    assert_eq!((&ready["data"]["status"], &ready["data"]["expires_in"]), (&json!("ready"), &json!(300)));
    // A new one takes the place of the one before, in storage too.
    let old = ready["data"]["download_url"].as_str().unwrap().parse().unwrap();
    client.post_json("/api/v1/auth/export", json!({ "password": PASSWORD })).await.expect(201);
    app.settle().await;
    assert_eq!(count(&db, "data_exports").await, 1);
    assert_eq!(http::send(Method::GET, &old, &[], Bytes::new()).await.status, StatusCode::NOT_FOUND);
});

on_both!(who_has_no_password_follows_a_link, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ben = Shopper::new(&app, "ben").await;
    let mut client = ben.client.clone();
    let page = client.get("/account/data").await.expect(200).text();
    assert!(page.contains("Send me the link") && !page.contains("ask_for_data"), "{page}");
    ask(&mut client, "", "").await.expect(422);
    ask(&mut client, "anything", "rubbish").await.expect(422);
    client.post_form("/api/fn/send_confirmation", &[("_from", "/account/data")]).await.expect(303);
    let link = mailed_link(&app, "prove-self").await;
    let page = client.get(&link).await.expect(200).text();
    assert!(page.contains("ask_for_data") && !page.contains(r#"name="password""#), "{page}");
    let first = token(&link);
    // It is of nobody else's use.
    let mut eve = Shopper::new(&app, "eve").await.client;
    ask(&mut eve, "", first).await.expect(422);
    ask(&mut client, "", first).await.expect(303);
    app.settle().await;
    assert_eq!(fetch(&mut client).await["profile"]["username"], "ben");
    ask(&mut client, "", first).await.expect(422);
    client.post_form("/api/fn/send_confirmation", &[]).await.expect(303);
    app.state.clock.advance(TimeDelta::hours(1));
    app.settle().await;
    let mails = app.state.stored_mail.list(20).await.unwrap();
    let newest = mails.iter().find(|mail| mail.message.kind == "prove-self").unwrap();
    let link = newest.message.text.lines().find(|line| line.starts_with("http")).unwrap();
    ask(&mut client, "", token(link)).await.expect(422);
    let mut ada = app.client().signed_in(member(&db, "ada").await).await;
    ada.post_form("/api/fn/send_confirmation", &[]).await.expect(409);
});
