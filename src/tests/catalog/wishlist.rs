//! What people keep in mind, and the mail when it costs less.

use prosets::db::entities::asset::{self, AssetStatus};
use prosets::db::entities::{user, wishlist_item};
use prosets::server::jobs::{Job, enqueue};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel, Set};
use serde_json::json;
use uuid::Uuid;

use super::{next, titles};
use crate::accounts::{count, mails};
use crate::builders::catalog::{Listed, Listing, bought, noon, seller, user};
use crate::builders::shopper::Shopper;
use crate::sell::support::Shop;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn wish(client: &mut Client, asset: Uuid, wished: bool, from: &str) -> Answer {
    let id = asset.to_string();
    let mut form = vec![("asset_id", id.as_str()), ("_from", from)];
    form.extend(wished.then_some(("wished", "true")));
    client.post_form("/api/fn/wish", &form).await
}

async fn set_status(db: &DatabaseConnection, listed: &Listed, status: AssetStatus) {
    let change = asset::ActiveModel { id: Set(listed.asset.id), status: Set(status), ..Default::default() };
    change.update(db).await.unwrap();
}

on_both!(a_wish_is_kept_shown_and_taken_back, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).title("Gear").slug("gear").save(&db).await;
    let page = app.client().get("/assets/gear").await.text();
    assert!(page.contains("Add to wishlist"), "strangers see what they can do: {page}");
    let answer = wish(&mut app.client(), gear.asset.id, true, "/assets/gear").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fassets%2Fgear");
    assert_eq!(app.client().get("/wishlist").await.location(), "/sign-in?next=%2Fwishlist");

    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    assert!(eve.get("/wishlist").await.expect(200).text().contains("Nothing on your wishlist"));
    for _ in 0..2 {
        let answer = wish(&mut eve, gear.asset.id, true, "/assets/gear?stars=5").await;
        assert_eq!(answer.location(), "/assets/gear?stars=5");
    }
    assert_eq!(count(&db, "wishlist_items").await, 1);
    let page = eve.get("/assets/gear").await.text();
    assert!(page.contains("“Gear” is on your wishlist.") && page.contains("Remove from wishlist"), "{page}");
    assert_eq!(titles(&eve.get("/wishlist").await.text()), ["Gear"]);
    let other = app.client().signed_in(user(&db, "zoe").await.id).await.get("/wishlist").await.text();
    assert!(!other.contains("Gear"), "nobody else sees it: {other}");

    set_status(&db, &gear, AssetStatus::Unpublished).await;
    let page = eve.get("/wishlist").await.expect(200).text();
    assert!(page.contains("Gear") && page.contains("Not for sale at the moment."), "{page}");
    assert!(!page.contains("href=\"/assets/gear\""), "{page}");
    assert_eq!(wish(&mut eve, gear.asset.id, false, "/wishlist").await.location(), "/wishlist");
    assert_eq!(count(&db, "wishlist_items").await, 0);
    wish(&mut eve, gear.asset.id, true, "/wishlist").await.expect(404);
});

on_both!(what_one_owns_or_sells_needs_no_wishing_for, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).price(0).save(&db).await;
    wish(&mut app.client().signed_in(ada.id).await, gear.asset.id, true, "/").await.expect(409);
    let owner = bought(&db, &gear, "olga").await.buyer_id;
    let mut owner = app.client().signed_in(owner).await;
    wish(&mut owner, gear.asset.id, true, "/").await.expect(409);
    assert!(!owner.get(&gear.path()).await.text().contains("wishlist:"));

    let mut ben = Shopper::new(&app, "ben").await;
    wish(&mut ben.client, gear.asset.id, true, "/").await.expect(303);
    ben.add(&gear).await;
    let form = ben.form().await;
    ben.send(&form).await.expect(303);
    assert_eq!(count(&db, "wishlist_items").await, 0, "it was bought");
});

on_both!(long_wishlists_come_in_pages, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let eve = user(&db, "eve").await.id;
    for i in 0..30 {
        let listed = Listing::of(&ada).title(&format!("No {i}")).save(&db).await;
        let row = wishlist_item::ActiveModel {
            id: Set(Uuid::now_v7()),
            user_id: Set(eve),
            asset_id: Set(listed.asset.id),
            price_minor: Set(1200),
            created_at: Set(noon()),
        };
        row.insert(&db).await.unwrap();
    }
    let mut client = app.client().signed_in(eve).await;
    let first = client.get("/wishlist").await.expect(200).text();
    let second = client.get(&next(&first).unwrap()).await.expect(200).text();
    let shown: Vec<_> = [titles(&first), titles(&second)].concat();
    assert_eq!(shown, (0..30).rev().map(|i| format!("No {i}")).collect::<Vec<_>>());
    assert_eq!((titles(&first).len(), next(&second)), (24, None));
    client.get("/wishlist?after=zz").await.expect(422);
});

async fn costs(shop: &mut Shop, asset: Uuid, price_minor: i64) {
    let licences = json!([{ "code": "personal", "price_minor": price_minor }]);
    shop.patch(asset, json!({ "licences": licences })).await.expect(200);
    shop.app.settle().await;
}

on_both!(a_lower_price_is_told_once_and_only_when_it_is_lower_than_ever, |db| async move {
    let mut shop = Shop::open(db.clone()).await;
    let gear = shop.published().await;
    let eve = user(&db, "eve").await;
    let mut eves = shop.app.client().signed_in(eve.id).await;
    wish(&mut eves, gear, true, "/").await.expect(303);
    costs(&mut shop, gear, 1500).await;
    assert_eq!(mails(&shop.app, "price-drop").await, 0, "it got dearer");
    costs(&mut shop, gear, 1200).await;
    assert_eq!(mails(&shop.app, "price-drop").await, 0, "that is what they know");
    costs(&mut shop, gear, 900).await;
    assert_eq!(mails(&shop.app, "price-drop").await, 1);
    let all = shop.app.state.stored_mail.list(10).await.unwrap();
    let mail = all.iter().find(|mail| mail.message.kind == "price-drop").unwrap().message.clone();
    assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("eve@example.test", "Gear costs less now"));
    assert!(mail.text.contains("Before: $12.00") && mail.text.contains("Now: $9.00"), "{}", mail.text);

    // A worker that was lost does it all again; a seller plays with the price.
    let told = Job::TellPriceDrop { asset_id: gear };
    enqueue(&db, &told, shop.app.state.clock.now()).await.unwrap();
    for price in [1500, 900, 2000, 1000] {
        costs(&mut shop, gear, price).await;
    }
    assert_eq!(mails(&shop.app, "price-drop").await, 1);
    costs(&mut shop, gear, 0).await;
    assert_eq!(mails(&shop.app, "price-drop").await, 2);

    // The link in the mail ends it.
    let link = mail.unsubscribe.unwrap();
    let link = link.strip_prefix(&shop.app.state.config.server.base_url).unwrap();
    let token = link.split_once("token=").unwrap().1;
    let page = shop.app.client().get(link).await.expect(200).text();
    assert!(page.contains("Something on your wishlist costs less"), "{page}");
    shop.app.client().post_form("/api/fn/unsubscribe", &[("token", token)]).await.expect(303);
    wish(&mut eves, gear, false, "/").await.expect(303);
    costs(&mut shop, gear, 1200).await;
    wish(&mut eves, gear, true, "/").await.expect(303);
    costs(&mut shop, gear, 800).await;
    assert_eq!(mails(&shop.app, "price-drop").await, 2);
});

on_both!(hundreds_are_told_page_by_page_but_no_unproved_address, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).price(500).save(&db).await;
    for i in 0..205 {
        let person = user(&db, &format!("p{i}")).await;
        if i == 100 {
            let mut unproved = person.clone().into_active_model();
            unproved.email_verified_at = Set(None);
            unproved.update(&db).await.unwrap();
        }
        let row = wishlist_item::ActiveModel {
            id: Set(Uuid::now_v7()),
            user_id: Set(person.id),
            asset_id: Set(gear.asset.id),
            price_minor: Set(900),
            created_at: Set(noon()),
        };
        row.insert(&db).await.unwrap();
    }
    enqueue(&db, &Job::TellPriceDrop { asset_id: gear.asset.id }, app.state.clock.now()).await.unwrap();
    app.settle().await;
    assert_eq!(count(&db, "jobs WHERE kind = 'send_mail'").await, 204);
    assert_eq!(count(&db, "jobs WHERE kind = 'tell_price_drop'").await, 3, "a hundred at a time");
    assert_eq!(count(&db, "wishlist_items WHERE price_minor = 500").await, 205);
    assert_eq!(user::Entity::find().all(&db).await.unwrap().len(), 206);
});
