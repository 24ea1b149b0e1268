//! What staff put forward: on the front, on its page, in an order they choose, and only while it is for sale.

use prosets::admin::{ChainState, verify_chain};
use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::pick;
use sea_orm::{DatabaseConnection, EntityTrait, QueryOrder};
use uuid::Uuid;

use crate::accounts::count;
use crate::builders::catalog::{Listed, Listing, seller, user};
use crate::builders::staff;
use crate::catalog::titles;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const PAGE: &str = "/admin/picks";

async fn act(client: &mut Client, action: &str, field: &str, id: Uuid, more: &[(&str, &str)]) -> Answer {
    let id = id.to_string();
    let mut form = vec![(field, id.as_str()), ("_from", PAGE)];
    form.extend(more);
    client.post_form(&format!("/api/fn/{action}"), &form).await
}

async fn pick(client: &mut Client, listed: &Listed, reason: &str) -> Answer {
    act(client, "pick_asset", "asset_id", listed.asset.id, &[("reason", reason)]).await
}

/// The picks' ids in their order.
async fn order(db: &DatabaseConnection) -> Vec<Uuid> {
    let rows = pick::Entity::find().order_by_asc(pick::Column::Position).all(db).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// The titles of the shelf on the front.
async fn shelf(app: &TestApp) -> Vec<String> {
    let html = app.client().get("/").await.expect(200).text();
    let Some((_, rest)) = html.split_once("aria-labelledby=\"staff-picks\"") else { return Vec::new() };
    titles(rest.split_once("</section>").unwrap().0)
}

on_both!(a_pick_stands_on_the_front_and_on_its_page_while_it_is_for_sale, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let page = mona.get(PAGE).await.expect(200).text();
    assert!(page.contains("Nothing is picked yet"), "{page}");
    assert!(!app.client().get("/").await.text().contains("Staff picks"));

    assert_eq!(pick(&mut mona, &gear, " Turns\n smoothly. ").await.location(), PAGE);
    assert_eq!(shelf(&app).await, ["Gear"]);
    assert!(app.client().get("/").await.text().contains("Turns smoothly."));
    let page = app.client().get(&gear.path()).await.expect(200).text();
    assert!(page.contains("Staff pick") && page.contains("Turns smoothly."), "{page}");
    let page = mona.get(PAGE).await.text();
    assert!(page.contains("Gear") && page.contains("Turns smoothly.") && page.contains("by mona"), "{page}");
    let rows = mona.get("/admin/assets").await.expect(200).text();
    assert!(rows.contains("A staff pick") && !rows.contains("/api/fn/pick_asset"), "{rows}");
    pick(&mut mona, &gear, "").await.expect(409);

    let id = gear.asset.id.to_string();
    let why = [("asset_id", id.as_str()), ("reason", "A copy."), ("_from", "/admin/assets")];
    mona.post_form("/api/fn/take_down_asset", &why).await.expect(303);
    assert_eq!(shelf(&app).await, Vec::<String>::new());
    assert!(mona.get(PAGE).await.expect(200).text().contains("Taken down"));
    mona.post_form("/api/fn/restore_asset", &why).await.expect(303);
    assert_eq!(shelf(&app).await, ["Gear"]);

    let pick_id = order(&db).await[0];
    let new = [("reason", "Now with teeth.")];
    act(&mut mona, "describe_pick", "pick_id", pick_id, &new).await.expect(303);
    assert!(app.client().get(&gear.path()).await.text().contains("Now with teeth."));
    act(&mut mona, "remove_pick", "pick_id", pick_id, &[]).await.expect(303);
    act(&mut mona, "remove_pick", "pick_id", pick_id, &[]).await.expect(404);
    assert_eq!(shelf(&app).await, Vec::<String>::new());
    assert!(!app.client().get(&gear.path()).await.text().contains("Staff pick"));
    let log = mona.get("/admin/audit?entity=asset").await.expect(200).text();
    for action in ["asset.picked", "asset.pick_described", "asset.unpicked"] {
        assert!(log.contains(action), "{action} in {log}");
    }
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(5));
});

on_both!(the_order_is_theirs_and_the_shelf_has_an_end, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    for i in 0..14 {
        let listed = Listing::of(&ada).title(&format!("No {i}")).save(&db).await;
        pick(&mut mona, &listed, "").await.expect(303);
    }
    let newest_first: Vec<_> = (2..14).rev().map(|i| format!("No {i}")).collect();
    assert_eq!(shelf(&app).await, newest_first);
    let page = mona.get(PAGE).await.expect(200).text();
    assert!(page.contains("2 more wait until one before leaves") && page.contains("Waits"), "{page}");

    let last = *order(&db).await.last().unwrap();
    act(&mut mona, "move_pick", "pick_id", last, &[("place", "first")]).await.expect(303);
    assert_eq!(shelf(&app).await[..2], ["No 0", "No 13"]);
    act(&mut mona, "move_pick", "pick_id", last, &[("place", "later")]).await.expect(303);
    assert_eq!(shelf(&app).await[..2], ["No 13", "No 0"]);
    act(&mut mona, "move_pick", "pick_id", last, &[("place", "earlier")]).await.expect(303);
    // It stands first already.
    act(&mut mona, "move_pick", "pick_id", last, &[("place", "earlier")]).await.expect(303);
    assert_eq!(shelf(&app).await[..2], ["No 0", "No 13"]);
    act(&mut mona, "move_pick", "pick_id", last, &[("place", "up")]).await.expect(422);
    assert_eq!(count(&db, "audit_events WHERE action = 'asset.pick_moved'").await, 3);
});

on_both!(two_who_pick_at_once_make_one_pick, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").save(&db).await;
    let cog = Listing::of(&ada).title("Cog").save(&db).await;
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let mut root = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    let (one, two) = tokio::join!(pick(&mut mona, &gear, "One."), pick(&mut root, &gear, "Two."));
    let mut found = [one.status.as_u16(), two.status.as_u16()];
    found.sort_unstable();
    assert_eq!(found, [303, 409]);
    pick(&mut mona, &cog, "").await.expect(303);
    let ids = order(&db).await;
    let place = [("place", "later")];
    let (one, two) = tokio::join!(
        act(&mut mona, "move_pick", "pick_id", ids[0], &place),
        act(&mut root, "remove_pick", "pick_id", ids[1], &[]),
    );
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(order(&db).await, [ids[0]]);
});

on_both!(only_staff_picks_and_only_what_is_for_sale, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let draft = Listing::of(&ada).status(AssetStatus::Draft).save(&db).await;
    assert_eq!(pick(&mut app.client(), &gear, "").await.location(), "/sign-in?next=%2Fadmin%2Fpicks");
    for who in [ada.id, user(&db, "ben").await.id] {
        let mut client = app.client().signed_in(who).await;
        pick(&mut client, &gear, "").await.expect(403);
        client.get(PAGE).await.expect(403);
    }
    let mut mona = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    pick(&mut mona, &draft, "").await.expect(409);
    let long = "x".repeat(141);
    let scope = format!("pick_asset-{}", gear.asset.id);
    let more = [("reason", long.as_str()), ("_scope", &scope), ("_from", "/admin/assets")];
    let id = gear.asset.id.to_string();
    let form = [[("asset_id", id.as_str())].as_slice(), &more].concat();
    let page = mona.post_form("/api/fn/pick_asset", &form).await.expect(422).text();
    assert!(page.contains("at most 140 characters") && page.contains(&long), "{page}");
    assert_eq!(count(&db, "picks").await, 0);
});
