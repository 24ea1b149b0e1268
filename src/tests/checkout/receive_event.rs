//! Webhooks: verified before they are read, stored once, answered at once.

use chrono::TimeDelta;
use prosets::db::entities::order::OrderStatus;
use prosets::db::entities::*;
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::{Shopper, post_event, sign, signed_event};
use crate::support::app::TestApp;

on_both!(a_bad_or_old_signature_leaves_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let now = app.state.clock.now();
    let body = "{\"id\":\"evt_1\"}";
    let name = "prosets-sandbox-signature";
    let bad = [
        vec![],
        vec![(name, "rubbish".to_owned())],
        vec![(name, sign(&app, "{}", now))],
        vec![(name, sign(&app, body, now - TimeDelta::seconds(301)))],
        vec![(name, sign(&app, body, now + TimeDelta::seconds(302)))],
    ];
    for headers in bad {
        let answer = post_event(&app, body, &headers).await.expect(400).json();
        assert_eq!(answer["error"]["code"], "BAD_SIGNATURE");
        assert_eq!(answer["error"]["request_id"].as_str().unwrap().len(), 32);
    }
    assert_eq!(provider_event::Entity::find().count(&db).await.unwrap(), 0);
    assert_eq!(job::Entity::find().count(&db).await.unwrap(), 0);
    let answer = app.client().post_json("/api/v1/webhooks/stripe", serde_json::json!({})).await.expect(404);
    assert_eq!(answer.json()["error"]["code"], "NOT_FOUND");
});

on_both!(the_same_event_twice_counts_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    ben.press("pay", &checkout).await;
    let payment = ben.payments(order_id).await.remove(0);
    let (body, headers) = signed_event(&app, "evt_1", "payment.captured", &payment);
    let answers = tokio::join!(
        post_event(&app, &body, &headers),
        post_event(&app, &body, &headers),
        post_event(&app, &body, &headers)
    );
    for answer in [answers.0, answers.1, answers.2] {
        answer.expect(200);
    }
    assert_eq!(provider_event::Entity::find().count(&db).await.unwrap(), 1);
    app.settle().await;
    post_event(&app, &body, &headers).await.expect(200);
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    assert_eq!(ledger_entry::Entity::find().count(&db).await.unwrap(), 3);
    assert_eq!(ben.owned().await.len(), 1);
    let mut kinds: Vec<_> =
        app.state.stored_mail.list(10).await.unwrap().into_iter().map(|mail| mail.message.kind).collect();
    kinds.sort();
    assert_eq!(kinds, ["receipt", "sale"]);
});

on_both!(an_event_about_what_is_not_written_yet_waits, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    ben.press("pay", &checkout).await;
    let payment = ben.payments(order_id).await.remove(0);
    let reference = payment.provider_ref.clone();
    set_reference(&db, payment.id, None).await;
    let (body, headers) = signed_event(
        &app,
        "evt_1",
        "payment.captured",
        &payment::Model { provider_ref: reference.clone(), ..payment },
    );
    post_event(&app, &body, &headers).await.expect(200);
    app.settle().await;
    let waiting = provider_event::Entity::find().all(&db).await.unwrap();
    assert!(
        waiting
            .iter()
            .all(|event| event.processed_at.is_none() && event.attempts == 1 && event.error.is_some())
    );

    set_reference(&db, payment.id, reference).await;
    app.state.clock.advance(TimeDelta::seconds(5));
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    let done = provider_event::Entity::find().all(&db).await.unwrap();
    assert!(done.iter().all(|event| event.processed_at.is_some() && event.error.is_none()));
});

async fn set_reference(db: &sea_orm::DatabaseConnection, id: uuid::Uuid, reference: Option<String>) {
    use sea_orm::{ActiveModelTrait, Set, Unchanged};
    let change =
        payment::ActiveModel { id: Unchanged(id), provider_ref: Set(reference), ..Default::default() };
    change.update(db).await.unwrap();
}

on_both!(what_we_cannot_use_is_kept_and_answered, |db| async move {
    let app = TestApp::start(db.clone()).await;
    for body in ["not json", "{\"id\":\"evt_9\",\"type\":\"mystery\"}"] {
        let headers = [("prosets-sandbox-signature", sign(&app, body, app.state.clock.now()))];
        post_event(&app, body, &headers).await.expect(200);
    }
    app.settle().await;
    let kept = provider_event::Entity::find().all(&db).await.unwrap();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|event| event.processed_at.is_some()));
});
