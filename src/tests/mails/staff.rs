//! What sellers are written when staff act on their listings.

use prosets::admin::server::mail;
use prosets::db::entities::{asset, user};
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::{SHOP, assert_mail};
use crate::builders::catalog::{Listing, seller};

const REASON: &str = "Copied from <elsewhere>.\nSee the licence there.";

on_both!(a_listing_taken_down_and_given_back, |db| async move {
    let listed = Listing::of(&seller(&db, "ada").await).title("Gear <b>&").save(&db).await;
    let ada = user::Entity::find().one(&db).await.unwrap().unwrap();
    let listing = asset::Model { id: Uuid::nil(), slug: "gear".into(), ..listed.asset };
    assert_mail!(mail::taken_down(SHOP, &ada, &listing, REASON));
    assert_mail!(mail::restored(SHOP, &ada, &listing, "They proved it is theirs."));
});

on_both!(a_review_hidden_and_shown_again, |db| async move {
    let listed = Listing::of(&seller(&db, "ada").await).title("Gear <b>&").save(&db).await;
    let author = user::Entity::find().one(&db).await.unwrap().unwrap();
    let listing = asset::Model { id: Uuid::nil(), slug: "gear".into(), ..listed.asset };
    assert_mail!(mail::review_hidden(SHOP, &author, &listing, "Rude to the <maker>."));
    assert_mail!(mail::review_shown(SHOP, &author, &listing, "Mended, thank you."));
});
