//! The receipt as it is written.

use prosets::checkout::server::mail::receipt::receipt;
use prosets::db::entities::*;
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::builders::catalog::{Listing, noon, seller};
use crate::builders::shopper::Shopper;
use crate::mails::assert_mail;
use crate::support::app::TestApp;

on_both!(a_receipt_says_what_was_paid_for, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear <b>&").price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let order_id = ben.buy(&gear).await;
    let order = order::Entity::find_by_id(order_id).one(&db).await.unwrap().unwrap();
    let order = order::Model {
        id: Uuid::nil(),
        number: Some("PS-2026-000001".into()),
        paid_at: Some(noon()),
        ..order
    };
    let lines = order_line::Entity::find().all(&db).await.unwrap();
    let message = receipt("https://shop.example", &ben.user, &order, &lines).unwrap();
    assert_mail!(message);
});
