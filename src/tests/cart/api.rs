//! `/api/v1/cart`

use axum::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::{Shopper, titles};
use crate::support::app::TestApp;

on_both!(a_cart_is_filled_and_emptied, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear =
        Listing::of(&ada).title("Gear").licence("personal", 1200).licence("commercial", 4800).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").price(0).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;

    let body = json!({ "asset_id": gear.asset.id, "licence": "commercial" });
    let added = ben.client.post_json("/api/v1/cart/items", body).await.expect(201).json();
    assert_eq!(added["data"]["total_minor"], 4800);
    assert_eq!(added["data"]["items"][0]["licence"], "commercial");
    ben.client.post_json("/api/v1/cart/items", json!({ "asset_id": cog.asset.id })).await.expect(201);

    let item = added["data"]["items"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/cart/items/{item}");
    let left = ben.client.json(Method::DELETE, &path, &[], Value::Null).await.expect(200).json();
    assert_eq!(titles(&left["data"]), ["Cog"]);
    ben.client.json(Method::DELETE, &path, &[], Value::Null).await.expect(404);
    ben.client.json(Method::DELETE, "/api/v1/cart/items/rubbish", &[], Value::Null).await.expect(404);

    let empty = ben.client.json(Method::DELETE, "/api/v1/cart", &[], Value::Null).await.expect(200).json();
    assert_eq!(empty["data"], json!({ "items": [], "total_minor": 0, "currency": "USD" }));
});

on_both!(faults_have_their_codes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let mut code = async |body: Value| {
        let answer = ben.client.post_json("/api/v1/cart/items", body).await;
        (answer.status.as_u16(), answer.json()["error"]["code"].as_str().unwrap().to_owned())
    };
    assert_eq!(code(json!({ "asset_id": Uuid::now_v7() })).await, (404, "NOT_FOUND".into()));
    assert_eq!(code(json!({})).await, (422, "VALIDATION_ERROR".into()));
    assert_eq!(code(json!({ "asset_id": "x" })).await, (422, "VALIDATION_ERROR".into()));
    let licence = json!({ "asset_id": gear.asset.id, "licence": "no\u{0}ne" });
    assert_eq!(code(licence).await, (422, "VALIDATION_ERROR".into()));
});
