//! Places where forms stand that take some doing to get there.

use super::hostile_forms::{Place, Who, at_the_door};
use crate::accounts::oidc::{self, issuer::Issuer};
use crate::accounts::second_factor::turn_on;
use crate::accounts::{PASSWORD, mailed_link, member, sign_in};
use crate::builders::catalog::{Listed, review, shop_of, user};
use crate::builders::staff;
use crate::sell::support::Shop;

/// Reviews of a listing `owner` has: written, to be written, answered, voted for, reported and hidden.
pub async fn opinions(shop: &Shop, listed: &Listed, owner: &Who, places: &mut Vec<Place>) {
    let db = shop.db();
    let good = review(db, listed, "eve", 5, "Turns well.").await;
    let bad = review(db, listed, "troll", 1, "Rubbish.").await;
    let zoe = user(db, "zoe").await.id;
    let report = [("review_id", good.id.to_string()), ("reason", "Paid for.".into())];
    let report = report.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.app.client().signed_in(zoe).await.post_form("/api/fn/report_review", &report).await.expect(303);
    let report = [("asset_id", listed.asset.id.to_string()), ("reason", "Copied.".into())];
    let report = report.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.app.client().signed_in(zoe).await.post_form("/api/fn/report_asset", &report).await.expect(303);
    let mona = staff::moderator(db, "hider").await.id;
    let hide = [("review_id", bad.id.to_string()), ("reason", "Rude.".into())];
    let hide = hide.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.app.client().signed_in(mona).await.post_form("/api/fn/hide_review", &hide).await.expect(303);
    for who in
        [owner.clone(), Who::Person(shop.seller.id), Who::Person(good.user_id), Who::Person(bad.user_id)]
    {
        places.push((who, listed.path()));
    }
}

/// The forms of the second factor: begun, on, and asked for at the door.
pub async fn guard(shop: &Shop, places: &mut Vec<Place>) {
    let app = &shop.app;
    let begun = Who::Person(member(shop.db(), "begun").await);
    let mut client = at_the_door(shop, &begun).await;
    client.post_form("/api/fn/begin_second_factor", &[]).await.expect(303);
    let token = [("name", "Script"), ("read", "true"), ("days", "7")];
    client.post_form("/api/fn/make_token", &token).await.expect(303);
    places.push((Who::Under(Box::new(client.clone())), "/account/tokens".into()));
    let new = [("email", "begun@elsewhere.test"), ("password", PASSWORD)];
    client.post_form("/api/fn/change_email", &new).await.expect(303);
    places.push((Who::Stranger, mailed_link(app, "take-address").await));
    places.extend(["security", "data", "sessions"].map(|tab| (begun.clone(), format!("/account/{tab}"))));
    let paid = member(shop.db(), "paid").await;
    shop_of(shop.db(), paid, "paid").await;
    places.push((Who::Person(paid), "/sell/payouts".into()));
    let mut client = app.client().signed_in(member(shop.db(), "guarded").await).await;
    turn_on(app, &mut client).await;
    places.push((Who::Under(Box::new(client)), "/account/security".into()));
    let mut client = app.client();
    sign_in(&mut client, "guarded@example.test", PASSWORD).await.expect(303);
    places.push((Who::Under(Box::new(client)), "/sign-in/code".into()));
}

/// The questions after a provider vouched for somebody, and what is linked by then.
pub async fn vouch(shop: &Shop, provider: &Issuer, places: &mut Vec<Place>) {
    member(shop.db(), "vouched").await;
    for (email, confirmed, path) in [
        ("unconfirmed@example.test", false, "/sign-in/link"),
        ("vouched@example.test", true, "/sign-in/link"),
        ("linked@example.test", true, "/account/security"),
    ] {
        let mut client = shop.app.client();
        let answer = oidc::sign_in(&mut client, provider, |claims| {
            claims["sub"] = email.into();
            claims["email"] = email.into();
            claims["email_verified"] = confirmed.into();
        });
        answer.await.expect(303);
        places.push((Who::Under(Box::new(client)), path.into()));
    }
}

/// A search somebody keeps, and one they are about to.
pub async fn wishes(shop: &Shop, places: &mut Vec<Place>) {
    let person = user(shop.db(), "seeker").await.id;
    let search = [("name", "Cogs"), ("query", "q=cog"), ("notify", "true")];
    shop.app.client().signed_in(person).await.post_form("/api/fn/save_search", &search).await.expect(303);
    places.push((Who::Person(person), "/account/searches?q=nut".into()));
}
