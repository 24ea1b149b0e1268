//! What sellers are written when something is sold.

use prosets::checkout::server::mail::sale::sale;
use prosets::db::entities::{order, order_line, user};
use sea_orm::EntityTrait;

use super::{SHOP, assert_mail};
use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

on_both!(what_was_sold_and_what_of_it_is_theirs, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear <b>&").price(1200).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").price(0).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    ben.buy(&cog).await;
    let ada = user::Entity::find_by_id(ada.id).one(&db).await.unwrap().unwrap();
    let order = order::Model { number: Some("PS-2026-000001".into()), ..ben.last_order().await };
    let mut lines = order_line::Entity::find().all(&db).await.unwrap();
    lines.sort_by_key(|line| line.total_minor);
    let [free, paid] = &lines[..] else { panic!("{lines:?}") };
    let stop = || format!("{SHOP}/unsubscribe?token=T");
    assert_mail!(sale(SHOP, &ada, &order, &[paid, free], stop()).unwrap(), "two");
    assert_mail!(sale(SHOP, &ada, &order, &[free], stop()).unwrap(), "free");
});
