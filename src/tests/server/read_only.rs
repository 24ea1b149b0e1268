//! A database that takes no writes: what is there can be read, what would change it is refused in words, and nothing
//! is half done.

use axum::http::Method;
use prosets::db::entities::*;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, EntityTrait, PaginatorTrait};
use serde_json::json;
use uuid::Uuid;

use crate::builders::catalog::{Listed, Listing, seller};
use crate::builders::shopper::{Shopper, hidden, post_event, sign};
use crate::support::app::TestApp;
use crate::support::database::TestDb;

const WORDS: &str = "The shop takes no changes right now.";

/// What was there before.
struct Before {
    ben: Uuid,
    gear: Listed,
    order: Uuid,
    orders: u64,
}

async fn fill(db: &DatabaseConnection) -> Before {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(db).await;
    let cog = Listing::of(&ada).title("Cog").price(300).save(db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&cog).await;
    let (order, _) = ben.order().await;
    ben.add(&gear).await;
    Before { ben: ben.user.id, gear, order, orders: order::Entity::find().count(db).await.unwrap() }
}

async fn read_only(url: &str) -> DatabaseConnection {
    let url = match url.strip_prefix("sqlite:") {
        Some(_) => format!("{url}?mode=ro"),
        None => format!("{url}?options=-c%20default_transaction_read_only%3Don"),
    };
    Database::connect(ConnectOptions::new(url)).await.unwrap()
}

async fn everything_is_there_and_nothing_changes(test: &TestDb) {
    let before = fill(&test.db).await;
    let signed_in = TestApp::start(test.db.clone()).await;
    let mut client = signed_in.client().signed_in(before.ben).await;
    let checkout = client.get("/checkout").await.expect(200).text();
    let cookie = client.cookie("prosets").unwrap().to_owned();

    let app = TestApp::start(read_only(&test.url).await).await;
    let mut ben = app.client();
    ben.set_cookie("prosets", &cookie);
    app.state.clock.advance(chrono::TimeDelta::hours(2));
    let order = format!("/orders/{}", before.order);
    for path in ["/", "/assets", &before.gear.path(), "/cart", "/checkout", "/library", &order, "/account"] {
        ben.get(path).await.expect(200);
        assert_eq!(ben.cookie("prosets"), Some(cookie.as_str()), "{path} signed Ben out");
    }
    app.client().get("/health/live").await.expect(200);

    let id = before.gear.asset.id.to_string();
    let place = [
        ("key", hidden(&checkout, "key")),
        ("shown_minor", hidden(&checkout, "shown_minor")),
        ("currency", "USD".into()),
        ("_from", "/checkout".into()),
    ];
    let place = place.each_ref().map(|(name, value)| (*name, value.as_str()));
    let order_id = before.order.to_string();
    let forms: [(&str, &[(&str, &str)]); 5] = [
        ("add_to_cart", &[("asset_id", &id), ("_from", "/cart")]),
        ("place_order", &place),
        ("cancel_order", &[("order_id", &order_id), ("_from", &order)]),
        ("save_profile", &[("display_name", "Benno"), ("_from", "/account")]),
        ("sign_out", &[("_from", "/")]),
    ];
    for (name, fields) in forms {
        let answer = ben.post_form(&format!("/api/fn/{name}"), fields).await;
        let text = answer.text();
        assert_eq!(answer.status.as_u16(), 503, "{name}: {text}");
        let told = text.contains(WORDS) || text.contains("Your session could not be read.");
        assert!(told && text.contains("<h1"), "{name}: {text}");
    }
    let body = json!({ "asset_id": before.gear.asset.id });
    let stranger = app.client().post_json("/api/v1/cart/items", body).await.expect(503).json();
    assert_eq!(stranger["error"]["code"], "UNAVAILABLE");
    let headers = [("idempotency-key", "k")];
    let answer = ben.json(Method::POST, "/api/v1/orders/checkout", &headers, json!({})).await.expect(503);
    assert!(answer.json()["error"]["message"].as_str().unwrap().contains(WORDS));
    let sign_in = [("email", "ben@example.test"), ("password", "wrong"), ("_from", "/sign-in")];
    app.client().post_form("/api/fn/sign_in", &sign_in).await.expect(503);
    // The provider sends it again later.
    let event = "{\"id\":\"evt_1\"}";
    let signature = [("prosets-sandbox-signature", sign(&app, event, app.state.clock.now()))];
    post_event(&app, event, &signature).await.expect(503);

    assert_eq!(order::Entity::find().count(&test.db).await.unwrap(), before.orders);
    assert_eq!(provider_event::Entity::find().count(&test.db).await.unwrap(), 0);
    let still = TestApp::start(test.db.clone()).await;
    let mut ben = still.client();
    ben.set_cookie("prosets", &cookie);
    assert!(ben.get("/cart").await.expect(200).text().contains("Gear"));
    ben.post_form("/api/fn/place_order", &place).await.expect(303);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_opened_for_reading_only() {
    let test = TestDb::sqlite().await;
    everything_is_there_and_nothing_changes(&test).await;
    test.finish().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_only_reads() {
    let test = TestDb::postgres().await;
    everything_is_there_and_nothing_changes(&test).await;
    test.finish().await;
}
