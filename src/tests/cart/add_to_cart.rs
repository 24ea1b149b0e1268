//! What may be put into the cart, what may not, and what the page says of it later.

use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::licence;
use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};

use crate::builders::catalog::{Listing, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

on_both!(a_listing_is_in_the_cart_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear =
        Listing::of(&ada).title("Gear").licence("personal", 1200).licence("commercial", 4800).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;

    assert_eq!(ben.add(&gear).await.location(), "/cart");
    ben.add(&gear).await.expect(303);
    assert_eq!(ben.cart().await, ["Gear"]);
    let page = ben.client.get("/cart").await.expect(200).text();
    assert!(page.contains("Gear") && page.contains("$12.00") && page.contains("Go to checkout"), "{page}");
    assert!(page.contains("Cart, 1 item"), "the header counts");

    let id = gear.asset.id.to_string();
    ben.client.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("licence_id", "commercial")]).await;
    assert!(ben.client.get("/cart").await.text().contains("$48.00"));
});

on_both!(strangers_have_a_cart_of_their_own, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let id = gear.asset.id.to_string();
    let (mut one, mut other) = (app.client(), app.client());
    assert!(one.get("/cart").await.expect(200).text().contains("Your cart is empty"));
    assert_eq!(one.cookie("prosets"), None, "looking leaves no session");

    one.post_form("/api/fn/add_to_cart", &[("asset_id", &id)]).await.expect(303);
    assert!(one.get("/cart").await.text().contains("Gear"));
    assert!(!other.get("/cart").await.text().contains("Gear"));
    assert_eq!(one.get("/checkout").await.location(), "/sign-in?next=%2Fcheckout");
});

on_both!(what_cannot_be_ordered_is_refused_in_words, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let hidden = Listing::of(&ada).status(AssetStatus::Unpublished).save(&db).await;
    let draft = Listing::of(&ada).status(AssetStatus::Draft).save(&db).await;

    let mut own = app.client().signed_in(ada.id).await;
    let id = gear.asset.id.to_string();
    let refused =
        own.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("_from", "/cart")]).await.expect(409);
    assert!(refused.text().contains("This is your own listing."));

    let mut ben = Shopper::new(&app, "ben").await;
    assert!(ben.add(&hidden).await.expect(409).text().contains("no longer for sale"));
    ben.add(&draft).await.expect(404);
    let other = [("asset_id", id.as_str()), ("licence_id", "extended"), ("_from", "/cart")];
    ben.client.post_form("/api/fn/add_to_cart", &other).await.expect(422);
    ben.client
        .post_form("/api/fn/add_to_cart", &[("asset_id", "rubbish"), ("_from", "/cart")])
        .await
        .expect(409);

    ben.buy(&gear).await;
    assert!(ben.add(&gear).await.expect(409).text().contains("You own this already"));
});

on_both!(the_cart_tells_what_changed_since, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").price(300).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&gear).await;
    ben.add(&cog).await;
    let dearer =
        licence::ActiveModel { price_minor: Set(1500), ..gear.licences[0].clone().into_active_model() };
    dearer.update(&db).await.unwrap();
    let mut gone = cog.asset.clone().into_active_model();
    gone.status = Set(AssetStatus::Unpublished);
    gone.update(&db).await.unwrap();

    let page = ben.client.get("/cart").await.expect(200).text();
    assert!(page.contains("Was $12.00 when you added it."), "{page}");
    assert!(page.contains("This is no longer for sale."));
    assert!(!page.contains("Go to checkout"), "the way is closed until it is removed");
    assert!(ben.client.get("/checkout").await.expect(200).text().contains("cannot be ordered"));
});

on_both!(what_was_removed_can_be_put_back, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear =
        Listing::of(&ada).title("Gear").licence("personal", 1200).licence("commercial", 4800).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let id = gear.asset.id.to_string();
    ben.client.post_form("/api/fn/add_to_cart", &[("asset_id", &id), ("licence_id", "commercial")]).await;
    let cart = ben.client.get_json("/api/v1/cart").await.json();
    let item = cart["data"]["items"][0]["id"].as_str().unwrap().to_owned();

    let answer = ben.client.post_form("/api/fn/remove_from_cart", &[("item_id", &item)]).await;
    let page = ben.client.get(answer.location()).await.expect(200).text();
    assert!(page.contains("Put it back") && page.contains("Your cart is empty"), "{page}");
    ben.client.post_form("/api/fn/remove_from_cart", &[("item_id", &item)]).await.expect(303);

    let back = [("asset_id", id.as_str()), ("licence_id", &gear.licences[1].id.to_string())]
        .map(|(k, v)| (k, v.to_owned()));
    let back = back.each_ref().map(|(k, v)| (*k, v.as_str()));
    ben.client.post_form("/api/fn/add_to_cart", &back).await.expect(303);
    assert!(ben.client.get("/cart").await.text().contains("$48.00"));
});

on_both!(the_licence_is_changed_in_the_cart, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).licence("personal", 1200).licence("commercial", 4800).save(&db).await;
    let cog = Listing::of(&ada).price(300).save(&db).await;
    let (mut ben, mut eve) = (Shopper::new(&app, "ben").await, Shopper::new(&app, "eve").await);
    ben.add(&gear).await;
    let cart = ben.client.get_json("/api/v1/cart").await.json();
    let item = cart["data"]["items"][0]["id"].as_str().unwrap().to_owned();
    let dear = gear.licences[1].id.to_string();
    let foreign = cog.licences[0].id.to_string();

    let change = [("item_id", item.as_str()), ("licence_id", dear.as_str()), ("_from", "/cart")];
    eve.client.post_form("/api/fn/change_licence", &change).await.expect(404);
    let wrong = [("item_id", item.as_str()), ("licence_id", foreign.as_str()), ("_from", "/cart")];
    ben.client.post_form("/api/fn/change_licence", &wrong).await.expect(422);
    ben.client.post_form("/api/fn/change_licence", &change).await.expect(303);
    let cart = ben.client.get_json("/api/v1/cart").await.json();
    assert_eq!(cart["data"]["total_minor"], 4800);
});
