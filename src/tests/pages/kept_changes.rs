//! Whatever is done to what the shop shows, a page kept in memory shows it at once: it is what a shop that keeps none
//! renders. And what has nothing to do with it stays kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Method;
use prosets::db::entities::{preview, review};
use prosets::seed::{self, Progress, SeedOptions};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use uuid::Uuid;

use super::kept::ON;
use crate::accounts::{PASSWORD, member, sign_in};
use crate::builders::catalog::{Listing, bought, category, retitle, seller, shop_of, user};
use crate::builders::shopper::Shopper;
use crate::builders::staff;
use crate::catalog::reviews::{about, write};
use crate::sell::support::{STL, Shop, multipart, png};
use crate::support::app::TestApp;
use crate::support::client::Client;

/// A shop that keeps its pages, and one beside it on the same database that keeps none.
struct Both {
    shop: Shop,
    plain: TestApp,
    statements: Arc<AtomicUsize>,
    paths: Vec<String>,
}

impl Both {
    async fn open(db: &DatabaseConnection) -> Self {
        let statements = Arc::new(AtomicUsize::new(0));
        let (seen, mut counted) = (statements.clone(), db.clone());
        counted.set_metric_callback(move |info| {
            if !["page_changes", "counters"].iter().any(|beside| info.statement.sql.contains(beside)) {
                seen.fetch_add(1, Ordering::SeqCst);
            }
        });
        let shop = Shop::with(counted, &[ON]).await;
        let plain = TestApp::start(db.clone()).await;
        let fixed =
            ["/", "/assets", "/assets?sort=best-selling", "/categories/gears", "/sellers/ada", "/terms"];
        Self { shop, plain, statements, paths: fixed.map(str::to_owned).to_vec() }
    }

    /// Looks at every page, as after each act; those in `kept` need not be rendered again.
    async fn look(&mut self, act: &str, kept: &[&str]) {
        for path in &self.paths {
            let before = self.statements.load(Ordering::SeqCst);
            let answer = self.shop.app.client().get(path).await;
            let asked = self.statements.load(Ordering::SeqCst) - before;
            let truth = self.plain.client().get(path).await;
            assert_eq!(answer.status, truth.status, "{path} after: {act}");
            let plain = |app: &TestApp, page: String| {
                let base = &app.state.config.server.base_url;
                let escaped = base.replace('/', "%2F").replace(':', "%3A");
                page.replace(base, "").replace(&escaped, "")
            };
            let (page, truth) = (plain(&self.shop.app, answer.text()), plain(&self.plain, truth.text()));
            // Errors tell the request's id.
            assert!(page == truth || !answer.status.is_success(), "{path} after: {act}\n{page}\n\n{truth}");
            if kept.contains(&path.as_str()) {
                assert_eq!(asked, 0, "{path} after: {act}");
            }
        }
    }

    async fn form(&mut self, act: &str, fields: &[(&str, &str)]) {
        self.shop.client.post_form(&format!("/api/fn/{act}"), fields).await.expect(303);
    }

    fn client(&self) -> Client {
        self.shop.app.client()
    }

    fn db(&self) -> DatabaseConnection {
        self.plain.state.db.clone()
    }

    async fn pictures(&self, asset: Uuid) -> Vec<String> {
        let all = preview::Entity::find().filter(preview::Column::AssetId.eq(asset));
        let all = all.filter(preview::Column::Kind.eq(preview::PreviewKind::Image));
        let all = all.order_by_asc(preview::Column::Position).all(&self.db()).await.unwrap();
        all.iter().map(|picture| picture.id.to_string()).collect()
    }
}

on_both!(what_sellers_change_is_shown_at_once, |db| async move {
    let mut both = Both::open(&db).await;
    let cogs = category(&db, "cogs").await;
    let bob = seller(&db, "bob").await;
    let other = Listing::of(&bob).title("Wheel").category(&cogs).save(&db).await;
    let snippet =
        Listing::of(&seller(&db, "cy").await).kind(prosets::db::entities::asset::AssetKind::Snippet);
    let snippet = snippet.title("Loop").code("rust", "loop {}").save(&db).await.path();
    both.paths.extend([other.path(), "/sellers/bob".into(), "/categories/cogs".into(), snippet.clone()]);
    let far = ["/terms", snippet.as_str()];
    both.look("opening", &[]).await;

    let gear = both.shop.whole().await;
    both.look("a draft", &["/terms", "/", "/assets", "/sellers/ada", "/sellers/bob"]).await;
    both.shop.submit(gear).await.expect(200);
    both.paths.push(format!("/assets/{}", both.shop.asset(gear).await.slug));
    both.look("publishing", &far).await;
    both.shop.app.settle().await;
    both.look("measuring", &far).await;

    for (act, body) in [
        ("a title", json!({ "title": "Cog" })),
        ("a summary", json!({ "summary": "It turns." })),
        ("words", json!({ "description": "Turns **well**." })),
        ("tags", json!({ "tags": ["steel"] })),
        ("a category", json!({ "category": "cogs" })),
        ("it back", json!({ "category": "gears" })),
        ("a price", json!({ "licences": [{ "code": "personal", "price_minor": 500 }] })),
        ("licences", json!({ "licences": [{ "code": "commercial", "price_minor": 9500 }] })),
    ] {
        both.shop.patch(gear, body).await.expect(200);
        both.look(act, &far).await;
    }
    let id = gear.to_string();
    both.shop.picture(gear, "From behind").await.expect(201);
    both.look("a picture", &far).await;
    let pictures = both.pictures(gear).await;
    let picture = |n: usize| [("asset_id", id.as_str()), ("picture_id", pictures[n].as_str())];
    both.form("describe_picture", &[picture(0).as_slice(), &[("alt", "A cog")]].concat()).await;
    both.look("a description", &far).await;
    both.form("make_cover", &picture(1)).await;
    both.look("a cover", &far).await;
    both.form("remove_picture", &picture(1)).await;
    both.look("no picture", &far).await;
    both.form("set_excerpt", &[("asset_id", &id), ("language", "rust"), ("text", "fn main() {}")]).await;
    both.look("an excerpt", &far).await;

    let versions = format!("/api/v1/assets/{gear}/versions");
    both.shop.client.post_json(&versions, json!({})).await.expect(201);
    both.look("a new version", &far).await;
    both.shop.upload(gear, "cog.stl", STL).await.expect(200);
    both.look("its file", &far).await;
    both.form("edit_version", &[("asset_id", &id), ("number", "2.0.0"), ("notes", "Rounder.")]).await;
    both.look("its notes", &far).await;
    both.shop.submit(gear).await.expect(200);
    both.look("its release", &far).await;
    both.shop.app.settle().await;
    both.look("its measuring", &far).await;
    both.shop.client.post_json(&versions, json!({})).await.expect(201);
    both.shop.upload(gear, "more.stl", STL).await.expect(200);
    both.look("another version", &far).await;
    both.form("discard_version", &[("asset_id", &id)]).await;
    both.look("none after all", &far).await;

    both.form("save_shop", &[("about", "Makes cogs."), ("_scope", "shop"), ("_from", "/account")]).await;
    both.look("words about a shop", &["/terms", "/assets", "/sellers/bob", &snippet]).await;
    both.form("save_shop", &[("display_name", "Ada & Co"), ("_scope", "shop"), ("_from", "/account")]).await;
    both.look("a shop's name", &[]).await;
    multipart(&mut both.shop.client, "/account/avatar", &[("file", Some("me.png"), &png())])
        .await
        .expect(303);
    both.look("a seller's picture", &["/terms", "/assets", "/sellers/bob", &snippet]).await;
    both.form("remove_avatar", &[("_from", "/account")]).await;
    both.look("no picture of a seller", &["/terms", "/assets", "/sellers/bob"]).await;

    let unpublish = format!("/api/v1/assets/{gear}/unpublish");
    both.shop.client.post_json(&unpublish, json!({})).await.expect(200);
    both.look("unpublishing", &far).await;
    both.shop.submit(gear).await.expect(200);
    both.look("publishing anew", &far).await;
    let mut mona = both.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    for act in ["take_down_asset", "restore_asset"] {
        let form = [("asset_id", id.as_str()), ("reason", "Copied."), ("_from", "/admin/assets")];
        mona.post_form(&format!("/api/fn/{act}"), &form).await.expect(303);
        both.look(act, &far).await;
    }
    both.form("save_shop", &[("handle", "cogs"), ("_scope", "shop"), ("_from", "/account")]).await;
    both.look("a handle", &[]).await;
});

on_both!(what_buyers_and_staff_do_is_shown_at_once, |db| async move {
    let mut both = Both::open(&db).await;
    let ada = both.shop.seller.clone();
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let gift = Listing::of(&ada).title("Gift").price(0).save(&db).await;
    let wheel =
        Listing::of(&seller(&db, "bob").await).kind(prosets::db::entities::asset::AssetKind::Template);
    let wheel = wheel.title("Wheel").save(&db).await.path();
    both.paths.extend([gear.path(), gift.path(), wheel.clone(), "/sellers/bob".into()]);
    // Nobody's rating or sales stand there.
    let far = ["/terms", wheel.as_str()];
    let only_the_listing = ["/terms", "/", "/assets", "/categories/gears", "/sellers/bob", wheel.as_str()];
    both.look("opening", &[]).await;

    let ben = bought(&db, &gear, "ben").await.buyer_id;
    let mut bens = both.client().signed_in(ben).await;
    write(&mut bens, &gear, "4", "Turns.").await.expect(303);
    both.look("a review", &far).await;
    write(&mut bens, &gear, "2", "It broke.").await.expect(303);
    both.look("a changed review", &far).await;
    let said = review::Entity::find().one(&db).await.unwrap().unwrap().id;
    let mut eve = both.client().signed_in(user(&db, "eve").await.id).await;
    for helpful in ["true", "false"] {
        about(&mut eve, "vote_review", said, &[("helpful", helpful)], &gear.path()).await.expect(303);
        both.look("a vote", &only_the_listing).await;
    }
    about(&mut both.shop.client, "answer_review", said, &[("body", "Sorry!")], &gear.path())
        .await
        .expect(303);
    both.look("an answer", &only_the_listing).await;
    bens.post_form("/api/fn/save_profile", &[("display_name", "Benjamin"), ("_from", "/account")])
        .await
        .expect(303);
    both.look("a reviewer's name", &only_the_listing).await;
    multipart(&mut bens, "/account/avatar", &[("file", Some("me.png"), &png())]).await.expect(303);
    both.look("a reviewer's picture", &only_the_listing).await;
    let mut mona = both.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    for act in ["hide_review", "show_review"] {
        about(&mut mona, act, said, &[("reason", "Rude.")], "/admin/reviews").await.expect(303);
        both.look(act, &far).await;
    }
    let id = gear.asset.id.to_string();
    let form = [("asset_id", id.as_str()), ("reason", "It turns."), ("_from", "/admin/picks")];
    mona.post_form("/api/fn/pick_asset", &form).await.expect(303);
    both.look("a pick", &far).await;
    let pick = prosets::db::entities::pick::Entity::find().one(&db).await.unwrap().unwrap().id.to_string();
    for (act, more) in [("describe_pick", ("reason", "It turns well.")), ("remove_pick", ("", ""))] {
        let form = [("pick_id", pick.as_str()), more, ("_from", "/admin/picks")];
        mona.post_form(&format!("/api/fn/{act}"), &form).await.expect(303);
        both.look(act, &far).await;
    }
    about(&mut bens, "delete_review", said, &[], &gear.path()).await.expect(303);
    both.look("no review", &far).await;

    Shopper::new(&both.shop.app, "dan").await.buy(&gear).await;
    both.look("a sale", &far).await;
    let mut cy = Shopper::new(&both.shop.app, "cy").await;
    cy.add(&gift).await;
    let form = cy.form().await;
    cy.send(&form).await.expect(303);
    drop(cy);
    both.look("a gift", &far).await;

    let gone = member(&db, "gone").await;
    let theirs = Listing::of(&shop_of(&db, gone, "Gone").await).title("Going").save(&db).await;
    drop(both.shop.app.state.pages.will_change_all());
    both.paths.extend([theirs.path(), "/sellers/gone".into()]);
    both.look("another shop", &[]).await;
    let mut client = both.client();
    sign_in(&mut client, "gone@example.test", PASSWORD).await.expect(303);
    let form = [("password", PASSWORD), ("_scope", "end"), ("_from", "/account/data")];
    client.post_form("/api/fn/delete_account", &form).await.expect(303);
    both.look("an account that goes", &[]).await;

    // Whatever it seeds, everything may have changed.
    retitle(&db, gear.asset.id, "Seeded gear").await;
    seed::run(&both.shop.app.state, SeedOptions::default(), &Silent).await.unwrap();
    both.look("seeding", &[]).await;
});

on_both!(what_nobody_sees_empties_nothing, |db| async move {
    let mut both = Both::open(&db).await;
    let gear = Listing::of(&both.shop.seller.clone()).save(&db).await;
    both.paths.push(gear.path());
    both.look("opening", &[]).await;
    let all: Vec<String> = both.paths.clone();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let draft = both.shop.draft("model").await;
    both.look("a draft", &all).await;
    both.shop.patch(draft, json!({ "title": "Not yet" })).await.expect(200);
    both.shop.picture(draft, "Not yet").await.expect(201);
    both.look("its words and picture", &all).await;
    let mut ben = Shopper::new(&both.shop.app, "ben").await;
    ben.add(&gear).await;
    let (order, _) = ben.order().await;
    ben.cancel(order).await;
    let wish = [("asset_id", gear.asset.id.to_string()), ("_from", gear.path())];
    let wish = wish.each_ref().map(|(name, value)| (*name, value.as_str()));
    ben.client.post_form("/api/fn/wish", &wish).await;
    ben.client.send(Method::POST, "/api/fn/nonsense", &[], axum::body::Body::empty()).await;
    drop(ben);
    both.look("a cart, an order and a wish", &all).await;
});

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: u64) {}
    fn advance(&self, _: u64) {}
}
