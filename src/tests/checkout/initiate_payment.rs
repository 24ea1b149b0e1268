//! Going to pay: the same checkout when asked again, and none for what cannot be paid.

use prosets::db::entities::ledger_entry;
use prosets::db::entities::order::OrderStatus;
use sea_orm::EntityTrait;
use serde_json::json;

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::{Shopper, path};
use crate::support::app::TestApp;

on_both!(asked_twice_it_leads_to_the_same_checkout, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let headers = [("idempotency-key", "k")];
    let placed = ben
        .client
        .json(axum::http::Method::POST, "/api/v1/orders/checkout", &headers, json!({}))
        .await
        .expect(201);
    let body = json!({ "order_id": placed.json()["data"]["id"], "provider": "sandbox" });
    let (mut one, mut two) = (ben.client.clone(), ben.client.clone());
    let path = "/api/v1/payments/initiate";
    let answers = tokio::join!(one.post_json(path, body.clone()), two.post_json(path, body.clone()));
    let urls = [answers.0.expect(200).json(), answers.1.expect(200).json()]
        .map(|body| body["data"]["checkout_url"].clone());
    assert_eq!(urls[0], urls[1]);
    assert_eq!(ben.payments(ben.last_order().await.id).await.len(), 1);

    let other = json!({ "order_id": body["order_id"], "provider": "stripe" });
    ben.client.post_json(path, other).await.expect(422);
    let mut eve = Shopper::new(&app, "eve").await;
    eve.client.post_json(path, body).await.expect(404);
});

on_both!(what_is_closed_or_paid_is_not_paid, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (first, checkout) = ben.order().await;
    ben.cancel(first).await.expect(303);
    assert!(ben.pay_now(first).await.expect(409).text().contains("This order was cancelled."));
    assert!(ben.press("pay", &checkout).await.expect(409).text().contains("This payment was cancelled."));
    app.settle().await;
    assert_eq!(ben.status(first).await, OrderStatus::Cancelled);

    let body = json!({ "order_id": first });
    let refused = ben.client.post_json("/api/v1/payments/initiate", body).await.expect(409).json();
    assert!(refused["error"]["message"].as_str().unwrap().starts_with("This order was cancelled."));
    assert!(ben.payments(first).await.iter().all(|payment| payment.captured_at.is_none()));
    assert!(ledger_entry::Entity::find().all(&db).await.unwrap().is_empty());

    let (second, checkout) = ben.order().await;
    ben.press("pay", &checkout).await.expect(303);
    ben.press("pay", &checkout).await.expect(303);
    assert!(ben.pay_now(second).await.expect(409).text().contains("This order is paid already."));
    assert_eq!(ben.status(second).await, OrderStatus::Paid, "asking the provider told us");
});

on_both!(a_double_click_pays_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    ben.press("decline", &checkout).await;
    app.settle().await;

    // First on the order's page, then at the provider's.
    let pressed = |act: &'static str, field: &'static str, id: String, from: String| {
        let mut client = ben.client.clone();
        let fields = [(field, id), ("_from", from)];
        tokio::spawn(async move {
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            client.post_form(&format!("/api/fn/{act}"), &fields).await
        })
    };
    let id = checkout.rsplit('/').next().unwrap();
    for (act, field, id, from) in [
        ("pay_order", "order_id", order_id.to_string(), format!("/orders/{order_id}")),
        ("sandbox_pay", "checkout_id", id.to_owned(), checkout.clone()),
    ] {
        let clicks: Vec<_> = (0..4).map(|_| pressed(act, field, id.clone(), from.clone())).collect();
        let mut places = Vec::new();
        for click in clicks {
            places.push(path(click.await.unwrap().location()));
        }
        assert!(places.iter().all(|place| *place == places[0]), "{act}: {places:?}");
    }
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    assert_eq!(ben.orders().await.len(), 1);
    assert_eq!(ben.payments(order_id).await.len(), 1);
    assert_eq!(ben.owned().await.len(), 1);
    assert_eq!(ledger_entry::Entity::find().all(&db).await.unwrap().len(), 3);
});

on_both!(what_is_owned_meanwhile_is_not_paid_twice, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (first, _) = ben.order().await;
    ben.buy(&gear).await;
    let page = ben.pay_now(first).await.expect(409).text();
    assert!(page.contains("You own “Gear” already."), "{page}");
});

on_both!(the_payment_page_is_there_only_in_the_sandbox, |db| async move {
    let app = TestApp::with(db.clone(), &[("PAYMENT_PROVIDERS", "none")]).await;
    app.client().get("/sandbox/checkout/sbx_00000000000000000000000000000000").await.expect(404);
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    ben.send(&form).await.expect(503);
    assert_eq!(ben.cart().await, ["Gear"], "nothing is lost");

    drop(app);
});

on_both!(rubbish_checkouts_are_not_found, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for id in ["x", "sbx_00000000000000000000000000000000", "..%2f..%2fetc"] {
        app.client().get(&format!("/sandbox/checkout/{id}")).await.expect(404);
    }
    let mut ben = Shopper::new(&app, "ben").await;
    let answer = ben.press("pay", "/sandbox/checkout/sbx_1").await;
    assert_eq!(answer.status, 404);
    assert_eq!(path("http://localhost:1/a?b=c"), "/a?b=c");
});
