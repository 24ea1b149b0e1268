//! Once per key, at today's prices, never at another total than was shown.

use axum::http::Method;
use prosets::db::entities::*;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};
use serde_json::{Value, json};

use crate::builders::catalog::{Listed, Listing, seller};
use crate::builders::shopper::{Shopper, hidden, send};
use crate::support::app::TestApp;
use crate::support::client::Answer;

async fn set_price(db: &sea_orm::DatabaseConnection, listed: &Listed, minor: i64) {
    let mut licence = listed.licences[0].clone().into_active_model();
    licence.price_minor = Set(minor);
    licence.update(db).await.unwrap();
}

async fn checkout(ben: &mut Shopper<'_>, key: &str, body: Value) -> Answer {
    ben.client.json(Method::POST, "/api/v1/orders/checkout", &[("idempotency-key", key)], body).await
}

on_both!(another_total_than_shown_is_refused_and_shown, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    set_price(&db, &gear, 1300).await;

    let page = ben.send(&form).await.expect(409).text();
    assert!(page.contains("the total is now $13.00") && page.contains("Pay $13.00"), "{page}");
    assert_eq!(hidden(&page, "shown_minor"), "1300");
    assert_eq!(order::Entity::find().count(&db).await.unwrap(), 0);
    assert_eq!(ben.cart().await, ["Gear"]);

    // A lower price is not what was agreed to either.
    let form = ben.form().await;
    set_price(&db, &gear, 1100).await;
    ben.send(&form).await.expect(409);
    let form = ben.form().await;
    ben.send(&form).await.expect(303);
    assert_eq!(ben.last_order().await.total_minor, 1100);
});

on_both!(a_double_click_makes_one_order, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    let (mut one, mut two, mut three) = (ben.client.clone(), ben.client.clone(), ben.client.clone());
    let answers = tokio::join!(send(&mut one, &form), send(&mut two, &form), send(&mut three, &form));
    assert_eq!(answers.0.location(), answers.1.location());
    assert_eq!(answers.0.location(), answers.2.location());
    assert_eq!(ben.orders().await.len(), 1);
    assert_eq!(ben.payments(ben.last_order().await.id).await.len(), 1);
    assert_eq!(
        ben.send(&form).await.location(),
        answers.0.location(),
        "and going back and sending again too"
    );
});

on_both!(two_forms_of_one_cart_make_one_order, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let forms = (ben.form().await, ben.form().await);
    assert_ne!(forms.0.key, forms.1.key);
    let (mut one, mut two) = (ben.client.clone(), ben.client.clone());
    let answers = tokio::join!(send(&mut one, &forms.0), send(&mut two, &forms.1));
    let mut statuses = [answers.0.status.as_u16(), answers.1.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(ben.orders().await.len(), 1);
});

on_both!(a_key_stands_for_one_request, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let (mut ben, mut eve) = (Shopper::new(&app, "ben").await, Shopper::new(&app, "eve").await);
    ben.add(&gear).await;

    let body = json!({ "waiver": true, "country": "de" });
    let placed = checkout(&mut ben, "k1", body).await.expect(201).json();
    assert_eq!(placed["data"]["status"], "created");
    assert_eq!((&placed["data"]["total_minor"], &placed["data"]["currency"]), (&json!(1200), &json!("USD")));
    let replay =
        checkout(&mut ben, "k1", json!({ "country": "de", "waiver": true })).await.expect(200).json();
    assert_eq!(replay, placed);
    for other in [json!({}), json!({ "waiver": true, "country": "de", "more": 1 }), json!({ "country": 5 })] {
        let answer = checkout(&mut ben, "k1", other).await.expect(422);
        assert_eq!(answer.json()["error"]["code"], "IDEMPOTENCY_MISMATCH");
    }
    assert_eq!(ben.orders().await.len(), 1);
    let order = ben.last_order().await;
    assert_eq!((order.country.as_deref(), order.waiver_at.is_some()), (Some("DE"), true));

    let empty = checkout(&mut eve, "k1", json!({})).await.expect(409).json();
    assert_eq!(empty["error"]["message"], "Your cart is empty.", "keys of others are not ours");
});

on_both!(the_api_checks_what_it_is_given, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    app.client().post_json("/api/v1/orders/checkout", json!({})).await.expect(401);
    let answer = ben.client.post_json("/api/v1/orders/checkout", json!({})).await.expect(422);
    assert!(answer.json()["error"]["details"]["Idempotency-Key"].is_array());
    for bad in
        [json!({ "country": "Germany" }), json!({ "vat_id": "\u{0}" }), json!([]), json!({ "waiver": 1 })]
    {
        let answer = checkout(&mut ben, "k", bad).await.expect(422);
        assert_eq!(answer.json()["error"]["code"], "VALIDATION_ERROR");
    }
    checkout(&mut ben, "k", json!({ "total_minor": 1 })).await.expect(409);
    checkout(&mut ben, "k", json!({ "total_minor": 1200 })).await.expect(201);
});

on_both!(programs_are_told_of_new_prices_before_they_pay_them, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    set_price(&db, &gear, 1300).await;
    let refused = checkout(&mut ben, "k", json!({})).await.expect(409).json();
    assert!(refused["error"]["message"].as_str().unwrap().contains("$13.00"));
    let placed = checkout(&mut ben, "k", json!({})).await.expect(201).json();
    assert_eq!(placed["data"]["total_minor"], 1300, "told once, it may be ordered");
});

on_both!(lines_keep_what_was_sold, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_FEE_BPS", "1250")]).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let order_id = ben.buy(&gear).await;
    set_price(&db, &gear, 9900).await;
    let mut renamed = gear.asset.clone().into_active_model();
    renamed.title = Set("Sprocket".into());
    renamed.update(&db).await.unwrap();

    let body = ben.client.get_json(&format!("/api/v1/orders/{order_id}")).await.expect(200).json();
    let line = &body["data"]["lines"][0];
    assert_eq!(
        (&line["title"], &line["unit_minor"], &line["version"]),
        (&json!("Gear"), &json!(1200), &json!("1.0.0"))
    );
    let row = order_line::Entity::find().one(&db).await.unwrap().unwrap();
    assert_eq!((row.fee_bps, row.licence_terms.as_str()), (1250, "What the personal licence allows."));
    assert!(!ben.last_order().await.refund_policy.is_empty());
});

on_both!(too_small_a_total_is_refused, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(49).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    assert!(ben.send(&form).await.expect(409).text().contains("The least that can be charged is $0.50."));
});
