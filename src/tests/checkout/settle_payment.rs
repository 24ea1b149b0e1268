//! What the provider says becomes our state: once, in whatever order it is told.

use prosets::db::entities::ledger_entry::LedgerAccount;
use prosets::db::entities::order::OrderStatus;
use prosets::db::entities::payment::PaymentStatus;
use prosets::db::entities::*;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, PaginatorTrait, QueryFilter, Set,
    Unchanged,
};
use uuid::Uuid;

use crate::builders::catalog::{Listed, Listing, seller};
use crate::builders::shopper::{Shopper, path, post_event, signed_event};
use crate::support::app::TestApp;

async fn listed(db: &DatabaseConnection) -> Listed {
    let ada = seller(db, "ada").await;
    Listing::of(&ada).title("Gear").price(1200).save(db).await
}

async fn set_status(db: &DatabaseConnection, order_id: Uuid, status: OrderStatus) {
    let change = order::ActiveModel { id: Unchanged(order_id), status: Set(status), ..Default::default() };
    change.update(db).await.unwrap();
}

on_both!(the_return_page_may_come_first, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    let back = path(ben.press("pay", &checkout).await.location());
    let (mut one, mut two) = (ben.client.clone(), ben.client.clone());
    tokio::join!(one.get(&back), two.get(&back), app.settle());
    ben.client.get(&back).await.expect(200);
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    assert_eq!(ledger_entry::Entity::find().count(&db).await.unwrap(), 3);
    assert_eq!(ben.owned().await.len(), 1);
    let numbers = counter::Entity::find().filter(counter::Column::Name.starts_with("invoice-"));
    assert_eq!(numbers.one(&db).await.unwrap().unwrap().value, 1, "one invoice number");
});

on_both!(the_address_of_the_return_page_pays_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, _) = ben.order().await;
    let page = ben.client.get(&format!("/orders/{order_id}?paid=yes")).await.expect(200).text();
    assert!(
        page.contains("We are waiting for the payment provider") && page.contains("http-equiv=\"refresh\"")
    );
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending);
    assert!(ben.owned().await.is_empty());
});

on_both!(late_bad_news_changes_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let order_id = ben.buy(&gear).await;
    let payment = ben.payments(order_id).await.remove(0);
    for kind in ["payment.failed", "payment.cancelled", "payment.captured"] {
        let (body, headers) = signed_event(&app, kind, kind, &payment);
        post_event(&app, &body, &headers).await.expect(200);
    }
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    assert_eq!(ben.payments(order_id).await[0].status, PaymentStatus::Captured);
    assert_eq!(ledger_entry::Entity::find().count(&db).await.unwrap(), 3);
});

on_both!(an_event_that_says_paid_is_not_believed, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, _) = ben.order().await;
    let payment = ben.payments(order_id).await.remove(0);
    let (body, headers) = signed_event(&app, "evt_1", "payment.captured", &payment);
    post_event(&app, &body, &headers).await.expect(200);
    app.settle().await;
    assert_eq!(
        ben.status(order_id).await,
        OrderStatus::PaymentPending,
        "the provider was asked and knows better"
    );
});

on_both!(another_amount_is_held_for_review, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    let payment = ben.payments(order_id).await.remove(0);
    let changed =
        payment::ActiveModel { id: Unchanged(payment.id), amount_minor: Set(1), ..Default::default() };
    changed.update(&db).await.unwrap();
    ben.press("pay", &checkout).await;
    app.settle().await;

    let order = ben.last_order().await;
    assert_eq!(order.status, OrderStatus::PaymentPending);
    assert!(order.held_for_review_reason.unwrap().contains("$12.00"));
    assert_eq!(ben.payments(order_id).await[0].status, PaymentStatus::Captured);
    assert!(ben.owned().await.is_empty());
    // What was taken is on the books, and nobody's yet.
    let rows = ledger_entry::Entity::find().all(&db).await.unwrap();
    let mut booked: Vec<_> = rows.iter().map(|row| (row.amount_minor, row.account)).collect();
    booked.sort_by_key(|(amount, _)| *amount);
    assert_eq!(booked, [(-1200, LedgerAccount::Reserve), (1200, LedgerAccount::GatewayClearing)]);
    assert!(rows.iter().all(|row| row.transaction_id == rows[0].transaction_id && row.seller_id.is_none()));
    assert!(rows.iter().all(|row| row.source_id == payment.id && row.order_id == Some(order_id)));
    let page = ben.client.get(&format!("/orders/{order_id}")).await.text();
    assert!(page.contains("being looked at") && !page.contains("Pay $12.00 now"), "{page}");
    ben.pay_now(order_id).await.expect(409);
    ben.cancel(order_id).await.expect(409);
    app.state.clock.advance(chrono::TimeDelta::hours(25));
    prosets::checkout::expire_orders(&app.state).await.unwrap();
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending, "and it does not expire");
});

on_both!(money_that_comes_late_is_honoured_where_nothing_hinders, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    // As if the provider had not heard of the cancellation.
    set_status(&db, order_id, OrderStatus::Cancelled).await;
    ben.press("pay", &checkout).await;
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    assert_eq!(ben.owned().await.len(), 1);
});

on_both!(late_money_for_what_was_bought_again_is_held, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = listed(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (first, checkout) = ben.order().await;
    set_status(&db, first, OrderStatus::Expired).await;
    ben.buy(&gear).await;
    ben.press("pay", &checkout).await;
    app.settle().await;
    assert_eq!(ben.status(first).await, OrderStatus::Expired);
    let held = order::Entity::find_by_id(first).one(&db).await.unwrap().unwrap();
    assert!(held.held_for_review_reason.is_some());
    assert_eq!(ben.owned().await.len(), 1);
});
