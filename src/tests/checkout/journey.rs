//! The whole way of a buyer, without JavaScript.

use prosets::db::entities::order::OrderStatus;
use prosets::db::entities::payment::PaymentStatus;
use prosets::db::entities::*;
use sea_orm::{EntityTrait, QueryOrder};

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::{Shopper, path};
use crate::support::app::TestApp;

on_both!(from_the_cart_to_the_library, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (ada, cyd) = (seller(&db, "ada").await, seller(&db, "cyd").await);
    let gear = Listing::of(&ada).title("Gear").price(1000).save(&db).await;
    let cog = Listing::of(&cyd).title("Cog").price(555).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    ben.add(&cog).await;
    let (order_id, checkout) = ben.order().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending);
    assert!(ben.cart().await.is_empty());

    let page = ben.client.get(&checkout).await.expect(200).text();
    assert!(page.contains("$15.55") && page.contains("Gear and 1 more"), "{page}");
    let back = path(ben.press("pay", &checkout).await.location());
    assert_eq!(back, format!("/orders/{order_id}?paid=yes"));
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending, "paying alone does not make it paid");
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    let page = ben.client.get(&back).await.expect(200).text();
    assert!(page.contains("Paid on") && page.contains("Go to your library"), "{page}");

    let order = ben.last_order().await;
    assert_eq!(order.number.as_deref().unwrap(), format!("PS-{}-000001", app.state.clock.now().format("%Y")));
    assert_eq!(ben.payments(order_id).await[0].status, PaymentStatus::Captured);
    let mut owned: Vec<_> = ben.owned().await.iter().map(|owned| owned.asset_id).collect();
    owned.sort();
    assert_eq!(owned, [gear.asset.id, cog.asset.id]);

    let rows =
        ledger_entry::Entity::find().order_by_asc(ledger_entry::Column::AmountMinor).all(&db).await.unwrap();
    let amounts: Vec<_> = rows.iter().map(|row| (row.amount_minor, row.seller_id)).collect();
    assert_eq!(amounts, [(-900, Some(ada.id)), (-499, Some(cyd.id)), (-156, None), (1555, None)]);
    assert_eq!(rows.iter().map(|row| row.amount_minor).sum::<i64>(), 0);
    assert!(rows.iter().all(|row| row.transaction_id == rows[0].transaction_id && row.currency == "USD"));

    let sold = asset::Entity::find_by_id(gear.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(sold.sales_count, 1);
    let mails = app.state.stored_mail.list(10).await.unwrap();
    assert_eq!(mails.iter().filter(|mail| mail.message.kind == "sale").count(), 2, "one a seller");
    let receipts: Vec<_> = mails.iter().filter(|mail| mail.message.kind == "receipt").collect();
    let [receipt] = receipts[..] else { panic!("{receipts:?}") };
    assert_eq!(receipt.message.to, "ben@example.test");
    assert!(receipt.message.text.contains("Gear") && receipt.message.text.contains("$15.55"));
    let page = ben.client.get("/library").await.expect(200).text();
    assert!(page.contains("Gear") && page.contains("Cog") && page.contains("PS-"), "{page}");
});

on_both!(a_declined_card_is_tried_again, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1000).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    assert_eq!(ben.press("decline", &checkout).await.location(), checkout);
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentFailed);
    let page = ben.client.get(&format!("/orders/{order_id}")).await.text();
    assert!(page.contains("Your card was declined.") && page.contains("Pay $10.00 now"), "{page}");

    let again = path(ben.pay_now(order_id).await.location());
    assert_eq!(again, checkout, "the same checkout can still be paid");
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentPending);
    ben.press("pay", &checkout).await;
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
});

on_both!(an_abandoned_payment_is_begun_anew, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(1000).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let (order_id, checkout) = ben.order().await;
    let back = path(ben.press("abandon", &checkout).await.location());
    ben.client.get(&back).await.expect(200);
    assert_eq!(ben.status(order_id).await, OrderStatus::PaymentFailed);

    let another = path(ben.pay_now(order_id).await.location());
    assert_ne!(another, checkout);
    ben.press("pay", &another).await;
    app.settle().await;
    assert_eq!(ben.status(order_id).await, OrderStatus::Paid);
    let ended: Vec<_> = ben.payments(order_id).await.iter().map(|payment| payment.status).collect();
    assert_eq!(ended, [PaymentStatus::Cancelled, PaymentStatus::Captured]);
});

on_both!(what_is_free_is_owned_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(0).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    let form = ben.form().await;
    let answer = ben.send(&form).await;
    let order = ben.last_order().await;
    assert_eq!(answer.location(), format!("/orders/{}", order.id));
    assert_eq!((order.status, order.total_minor), (OrderStatus::Paid, 0));
    assert!(order.number.is_some());
    assert_eq!(ben.owned().await.len(), 1);
    assert!(ben.payments(order.id).await.is_empty(), "the provider is not asked");
    assert!(ledger_entry::Entity::find().all(&db).await.unwrap().is_empty());
    app.settle().await;
    let mails = app.state.stored_mail.list(10).await.unwrap();
    let sale = mails.iter().find(|mail| mail.message.kind == "sale").unwrap();
    assert_eq!(sale.message.subject, "Taken for free: Gear");
    assert!(!sale.message.text.contains("You receive"), "{}", sale.message.text);
    assert_eq!(mails.len(), 2, "and the receipt");
});
