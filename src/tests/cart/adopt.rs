//! What a stranger chose goes over to the person who signs in.

use std::sync::Arc;

use prosets::cart::server::adopt::adopt_into;
use prosets::db::entities::cart;
use prosets::server::session;
use sea_orm::{EntityTrait, PaginatorTrait};
use tower_sessions::Session;

use crate::builders::catalog::{Listed, Listing, seller};
use crate::builders::shopper::{Shopper, titles};
use crate::support::app::TestApp;
use crate::support::client::Client;

async fn choose(client: &mut Client, listed: &Listed) {
    let id = listed.asset.id.to_string();
    client.post_form("/api/fn/add_to_cart", &[("asset_id", &id)]).await.expect(303);
}

/// What the sign-in form does, once the password was right.
async fn sign_in(app: &TestApp, client: &mut Client, user_id: uuid::Uuid) {
    let id = client.cookie("prosets").unwrap().parse().unwrap();
    let session = Session::new(Some(id), Arc::new(app.state.sessions.clone()), None);
    session::sign_in(&session, user_id, chrono::Utc::now()).await.unwrap();
    adopt_into(&app.state, &session).await.unwrap();
    adopt_into(&app.state, &session).await.unwrap();
    session.save().await.unwrap();
    client.set_cookie("prosets", &session.id().unwrap().to_string());
}

on_both!(a_strangers_cart_joins_the_persons, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let cog = Listing::of(&ada).title("Cog").save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    ben.add(&cog).await;
    let mut stranger = app.client();
    choose(&mut stranger, &gear).await;
    choose(&mut stranger, &cog).await;

    sign_in(&app, &mut stranger, ben.user.id).await;
    assert_eq!(ben.cart().await, ["Cog", "Gear"]);
    assert_eq!(titles(&stranger.get_json("/api/v1/cart").await.json()["data"]), ["Cog", "Gear"]);
    assert_eq!(cart::Entity::find().count(&db).await.unwrap(), 1, "the stranger's cart is gone");
});

on_both!(a_strangers_cart_becomes_that_of_a_new_person, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let mut stranger = app.client();
    choose(&mut stranger, &gear).await;
    sign_in(&app, &mut stranger, ben.user.id).await;
    assert_eq!(ben.cart().await, ["Gear"]);

    sign_in(&app, &mut stranger, ada.id).await;
    assert_eq!(
        titles(&stranger.get_json("/api/v1/cart").await.json()["data"]),
        Vec::<String>::new(),
        "it stays Ben's"
    );
    let mut own = app.client();
    choose(&mut own, &gear).await;
    sign_in(&app, &mut own, ada.id).await;
    assert!(own.get("/cart").await.text().contains("This is your own listing."));
});
