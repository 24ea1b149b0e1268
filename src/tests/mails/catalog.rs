//! What people are written about what they wished for and whom they follow.

use prosets::catalog::server::mail;
use prosets::db::entities::{asset, user};
use sea_orm::EntityTrait;

use super::{SHOP, assert_mail};
use crate::builders::catalog::{Listing, seller};

on_both!(what_costs_less_and_what_is_new, |db| async move {
    let listed = Listing::of(&seller(&db, "ada").await).title("Gear <b>&").price(900).save(&db).await;
    let person = user::Entity::find().one(&db).await.unwrap().unwrap();
    let listing = asset::Model { slug: "gear".into(), ..listed.asset };
    let free = asset::Model { price_from_minor: 0, ..listing.clone() };
    let stop = || format!("{SHOP}/unsubscribe?token=T");
    assert_mail!(mail::price_drop(SHOP, &person, &listing, 1200, stop()).unwrap(), "less");
    assert_mail!(mail::price_drop(SHOP, &person, &free, 1200, stop()).unwrap(), "free");
    assert_mail!(mail::new_listing(SHOP, &person, "Ada's <shop>", &listing, stop()).unwrap());
});

on_both!(what_is_new_in_a_search, |db| async move {
    let ada = seller(&db, "ada").await;
    let person = user::Entity::find().one(&db).await.unwrap().unwrap();
    let mut ids = Vec::new();
    for (title, price) in [("Gear <b>&", 900), ("Cog", 0)] {
        ids.push(Listing::of(&ada).title(title).price(price).save(&db).await.asset.id);
    }
    let cards = prosets::catalog::cards_by_ids(&db, &ids).await.unwrap();
    let stop = || format!("{SHOP}/unsubscribe?token=T");
    let found = |cards, more| mail::Found { name: "Small <gears>", query: "q=gear&kind=model", cards, more };
    assert_mail!(mail::saved_search(SHOP, &person, &found(&cards[..1], false), stop()), "one");
    assert_mail!(mail::saved_search(SHOP, &person, &found(&cards, true), stop()), "many");
});
