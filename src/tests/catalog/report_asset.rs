//! Anybody signed in tells the moderators of a listing, once; they let it stand or take it down, and go on.

use sea_orm::DatabaseConnection;
use uuid::Uuid;

use crate::accounts::count;
use crate::builders::catalog::{Listed, Listing, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const QUEUE: &str = "/admin/assets?status=reported";

async fn act(client: &mut Client, act: &str, id: Uuid, reason: &str, from: &str) -> Answer {
    let (id, path) = (id.to_string(), format!("/api/fn/{act}"));
    let fields = [("asset_id", id.as_str()), ("reason", reason), ("_scope", "listing"), ("_from", from)];
    client.post_form(&path, &fields).await
}

async fn two(db: &DatabaseConnection) -> (Listed, Listed) {
    let ada = seller(db, "ada").await;
    (
        Listing::of(&ada).title("Copied gear").save(db).await,
        Listing::of(&ada).title("Fine gear").save(db).await,
    )
}

on_both!(a_listing_is_reported_once_by_each_and_never_by_its_seller, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (copied, _) = two(&db).await;
    let (id, path) = (copied.asset.id, copied.path());
    let html = app.client().get(&path).await.expect(200).text();
    assert!(html.contains("Sign in to report this listing") && !html.contains("report_asset"), "{html}");
    let sent = act(&mut app.client(), "report_asset", id, "Copied.", &path).await;
    assert!(sent.location().starts_with("/sign-in"), "{}", sent.location());

    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    assert!(zoe.get(&path).await.text().contains("/api/fn/report_asset"));
    let page = act(&mut zoe, "report_asset", id, " ", &path).await.expect(422).text();
    assert!(page.contains("Say what is wrong with it"), "{page}");
    let long = "x".repeat(501);
    let page = act(&mut zoe, "report_asset", id, &long, &path).await.expect(422).text();
    assert!(page.contains(&long), "what was typed is kept");
    act(&mut zoe, "report_asset", id, "It is my gear.", &path).await.expect(303);
    act(&mut zoe, "report_asset", id, "Again.", &path).await.expect(409);
    assert!(zoe.get(&path).await.text().contains("You reported this listing"));
    let mut ada = app.client().signed_in(copied.asset.seller_id).await;
    act(&mut ada, "report_asset", id, "Mine.", &path).await.expect(409);
    assert!(!ada.get(&path).await.text().contains("Report this listing"));
    act(&mut zoe, "report_asset", Uuid::now_v7(), "Nothing.", &path).await.expect(404);
    assert_eq!(count(&db, "asset_reports").await, 1);
});

on_both!(moderators_open_decide_and_go_on, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (copied, fine) = two(&db).await;
    for name in ["zoe", "ben"] {
        let mut client = app.client().signed_in(user(&db, name).await.id).await;
        for listed in [&copied, &fine] {
            let reason = format!("{name} says so.");
            act(&mut client, "report_asset", listed.asset.id, &reason, &listed.path()).await.expect(303);
        }
    }
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    assert!(mona.get("/admin").await.expect(200).text().contains("2 listings are reported"));
    let queue = mona.get(QUEUE).await.expect(200).text();
    for part in ["Copied gear", "Fine gear", "zoe says so.", "ben says so.", "Let it stand"] {
        assert!(queue.contains(part), "{part} is missing: {queue}");
    }
    act(&mut mona, "keep_asset", fine.asset.id, "", QUEUE).await.expect(422);
    assert_eq!(act(&mut mona, "keep_asset", fine.asset.id, "It is hers.", QUEUE).await.location(), QUEUE);
    act(&mut mona, "keep_asset", fine.asset.id, "It is hers.", QUEUE).await.expect(409);
    let queue = mona.get(QUEUE).await.text();
    assert!(queue.contains("Copied gear") && !queue.contains("Fine gear"), "{queue}");
    let down = act(&mut mona, "take_down_asset", copied.asset.id, "It is copied.", QUEUE).await;
    assert_eq!(down.location(), QUEUE, "on to the next");
    assert!(mona.get(QUEUE).await.text().contains("Listings that somebody reports wait here."));
    assert_eq!(count(&db, "asset_reports WHERE settled_at IS NULL").await, 0);
    assert_eq!(count(&db, "audit_events WHERE action IN ('asset.kept', 'asset.taken_down')").await, 2);
    app.client().get(&fine.path()).await.expect(200);
});

on_both!(nobody_floods_the_moderators, |db| async move {
    let app = TestApp::with(db.clone(), &[("PROSETS_RATE_LIMITS", "on")]).await;
    let ada = seller(&db, "ada").await;
    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    for n in 0..21 {
        let listed = Listing::of(&ada).save(&db).await;
        let sent = act(&mut zoe, "report_asset", listed.asset.id, "Bad.", &listed.path()).await;
        assert_eq!(sent.status.as_u16(), if n < 20 { 303 } else { 429 }, "{n}");
    }
});
