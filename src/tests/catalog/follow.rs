//! Following a shop, and the mail when it publishes something new.

use prosets::db::entities::follow;
use prosets::server::jobs::{Job, enqueue};
use sea_orm::{ActiveModelTrait, Set};
use uuid::Uuid;

use crate::accounts::{count, mails};
use crate::builders::catalog::{Listing, noon, seller, user};
use crate::sell::support::Shop;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn follow(client: &mut Client, seller: Uuid, follows: bool, from: &str) -> Answer {
    let id = seller.to_string();
    let mut form = vec![("seller_id", id.as_str()), ("_from", from)];
    form.extend(follows.then_some(("follows", "true")));
    client.post_form("/api/fn/follow", &form).await
}

on_both!(a_shop_is_followed_from_its_page_and_its_listings, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    for path in ["/sellers/ada".to_owned(), gear.path()] {
        assert!(app.client().get(&path).await.expect(200).text().contains("Follow ada"), "{path}");
        let own = app.client().signed_in(ada.id).await.get(&path).await.expect(200).text();
        assert!(!own.contains("api/fn/follow"), "{path}: {own}");
    }
    let answer = follow(&mut app.client(), ada.id, true, "/sellers/ada").await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fsellers%2Fada");
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    for _ in 0..2 {
        assert_eq!(follow(&mut eve, ada.id, true, "/sellers/ada").await.location(), "/sellers/ada");
    }
    assert_eq!(count(&db, "follows").await, 1);
    assert!(eve.get("/sellers/ada").await.text().contains("You follow ada"));
    for path in ["/sellers/ada".to_owned(), gear.path()] {
        assert!(eve.get(&path).await.expect(200).text().contains("Unfollow ada"), "{path}");
    }
    follow(&mut eve, ada.id, false, "/sellers/ada").await.expect(303);
    assert_eq!(count(&db, "follows").await, 0);
    follow(&mut app.client().signed_in(ada.id).await, ada.id, true, "/").await.expect(409);
});

on_both!(followers_are_told_of_what_is_new_once, |db| async move {
    let mut shop = Shop::open(db.clone()).await;
    let (eve, zoe) = (user(&db, "eve").await, user(&db, "zoe").await);
    for person in [eve.id, zoe.id] {
        let mut client = shop.app.client().signed_in(person).await;
        follow(&mut client, shop.seller.id, true, "/").await.expect(303);
    }
    let mut zoes = shop.app.client().signed_in(zoe.id).await;
    zoes.post_form("/api/fn/save_notifications", &[("price_drop", "true")]).await.expect(303);

    let gear = shop.published().await;
    assert_eq!(mails(&shop.app, "new-listing").await, 1);
    let all = shop.app.state.stored_mail.list(10).await.unwrap();
    let mail = &all.iter().find(|mail| mail.message.kind == "new-listing").unwrap().message;
    assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("eve@example.test", "New from ada: Gear"));
    assert!(mail.text.contains("/assets/gear") && mail.unsubscribe.is_some(), "{}", mail.text);

    // A worker that was lost does it again; what is published again is not new.
    let again = Job::TellFollowers { asset_id: gear, after: None };
    enqueue(&db, &again, shop.app.state.clock.now()).await.unwrap();
    shop.client
        .post_json(&format!("/api/v1/assets/{gear}/unpublish"), serde_json::json!({}))
        .await
        .expect(200);
    shop.submit(gear).await.expect(200);
    assert_eq!(mails(&shop.app, "new-listing").await, 1);
    shop.published().await;
    assert_eq!(mails(&shop.app, "new-listing").await, 2);
});

on_both!(hundreds_of_followers_are_told_page_by_page, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    for i in 0..205 {
        let person = user(&db, &format!("p{i}")).await.id;
        let row = follow::ActiveModel {
            id: Set(Uuid::now_v7()),
            user_id: Set(person),
            seller_id: Set(ada.id),
            created_at: Set(noon()),
        };
        row.insert(&db).await.unwrap();
    }
    for _ in 0..2 {
        let told = Job::TellFollowers { asset_id: gear.asset.id, after: None };
        enqueue(&db, &told, app.state.clock.now()).await.unwrap();
        app.settle().await;
    }
    assert_eq!(count(&db, "jobs WHERE kind = 'send_mail'").await, 205);
    assert_eq!(
        count(&db, "jobs WHERE kind = 'tell_followers'").await,
        4,
        "two that were asked for, two that follow"
    );
});
