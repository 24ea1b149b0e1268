//! Orders that come to nothing give back what was in them.

use chrono::TimeDelta;
use prosets::checkout::expire_orders;
use prosets::db::entities::order::OrderStatus;
use prosets::db::entities::payment::PaymentStatus;

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

on_both!(a_cancelled_orders_lines_are_back_in_the_cart, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear =
        Listing::of(&ada).title("Gear").licence("personal", 1200).licence("commercial", 4800).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").price(300).save(&db).await;
    let (mut ben, mut eve) = (Shopper::new(&app, "ben").await, Shopper::new(&app, "eve").await);
    let id = gear.asset.id.to_string();
    ben.client.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("licence_id", "commercial")]).await;
    let (order_id, _) = ben.order().await;
    ben.add(&cog).await;

    eve.cancel(order_id).await.expect(404);
    assert_eq!(ben.cancel(order_id).await.location(), "/cart");
    ben.cancel(order_id).await.expect(303);
    assert_eq!(ben.status(order_id).await, OrderStatus::Cancelled);
    assert_eq!(ben.payments(order_id).await[0].status, PaymentStatus::Cancelled);
    assert_eq!(ben.cart().await, ["Cog", "Gear"]);
    assert_eq!(ben.form().await.shown, "5100", "with the licence that was chosen");
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Cancelled);
});

on_both!(what_is_paid_is_not_cancelled, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    ben.press("pay", &checkout).await;
    assert!(ben.cancel(order_id).await.expect(409).text().contains("This order is paid already."));
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid, "the provider was asked first");
    assert!(ben.cart().await.is_empty());
});

on_both!(an_order_expires_after_a_day, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    app.state.clock.advance(TimeDelta::hours(24) - TimeDelta::minutes(1));
    expire_orders(&app.state).await.unwrap();
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending);

    app.state.clock.advance(TimeDelta::minutes(2));
    assert!(ben.pay_now(order_id).await.expect(409).text().contains("not paid in time"));
    expire_orders(&app.state).await.unwrap();
    expire_orders(&app.state).await.unwrap();
    assert_eq!(ben.status(order_id).await, OrderStatus::Expired);
    assert_eq!(ben.cart().await, ["Gear"]);
    ben.press("pay", &checkout).await.expect(409);
    ben.cancel(order_id).await.expect(409);
});

on_both!(what_was_paid_in_the_last_second_does_not_expire, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    ben.press("pay", &checkout).await;
    app.state.clock.advance(TimeDelta::hours(25));
    expire_orders(&app.state).await.unwrap();
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid, "though no webhook came yet");
});
