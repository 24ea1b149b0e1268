//! A buyer's orders: theirs alone, the newest first.

use serde_json::json;
use uuid::Uuid;

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

on_both!(somebody_elses_order_is_not_there, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let (mut ben, mut eve) = (Shopper::new(&app, "ben").await, Shopper::new(&app, "eve").await);
    ben.add(&gear).await;
    let (order_id, _) = ben.order().await;

    ben.client.get(&format!("/orders/{order_id}")).await.expect(200);
    for path in [format!("/orders/{order_id}"), format!("/orders/{order_id}?paid=yes"), "/orders/x".into()] {
        eve.client.get(&path).await.expect(404);
    }
    for id in [order_id.to_string(), Uuid::nil().to_string(), "x".into()] {
        eve.client.get_json(&format!("/api/v1/orders/{id}")).await.expect(404);
    }
    eve.pay_now(order_id).await.expect(404);
    app.client().get_json(&format!("/api/v1/orders/{order_id}")).await.expect(401);
    assert!(app.client().get(&format!("/orders/{order_id}")).await.location().starts_with("/sign-in"));
});

on_both!(orders_are_listed_the_newest_first, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let mut ben = Shopper::new(&app, "ben").await;
    assert!(ben.client.get("/orders").await.expect(200).text().contains("No orders yet"));
    for title in ["One", "Two", "Three"] {
        let listed = Listing::of(&ada).title(title).price(0).save(&db).await;
        ben.add(&listed).await;
        let form = ben.form().await;
        ben.send(&form).await.expect(303);
    }
    let page = ben.client.get("/orders").await.expect(200).text();
    assert!(page.find("Three").unwrap() < page.find("One").unwrap());

    let first = ben.client.get_json("/api/v1/orders?limit=2").await.expect(200).json();
    assert_eq!(first["data"].as_array().unwrap().len(), 2);
    assert_eq!(first["data"][0]["titles"], json!(["Three"]));
    let next = first["page"]["next"].as_str().unwrap();
    let rest = ben.client.get_json(&format!("/api/v1/orders?limit=2&after={next}")).await.json();
    assert_eq!((&rest["data"][0]["titles"], &rest["page"]["next"]), (&json!(["One"]), &json!(null)));
    for bad in ["limit=0", "limit=101", "limit=x", "after=zz"] {
        ben.client.get_json(&format!("/api/v1/orders?{bad}")).await.expect(422);
    }
});
