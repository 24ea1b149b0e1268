//! Unpublishing a listing with a reason, and giving it back.

use prosets::admin::{ChainState, verify_chain};
use prosets::db::entities::asset::{self, AssetStatus};
use prosets::db::entities::takedown;
use sea_orm::EntityTrait;

use crate::builders::catalog::{Listing, seller, user};
use crate::builders::staff;
use crate::support::app::TestApp;

const TAKE_DOWN: &str = "/api/fn/take_down_asset";
const RESTORE: &str = "/api/fn/restore_asset";
const FROM: (&str, &str) = ("_from", "/admin/assets");

on_both!(a_listing_taken_down_is_gone_recorded_and_its_seller_told, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let listed = Listing::of(&seller(&db, "ada").await).title("Copied gear").save(&db).await;
    let mona = staff::moderator(&db, "mona").await;
    let mut client = app.client().signed_in(mona.id).await;
    let id = listed.asset.id.to_string();
    let form = [("asset_id", id.as_str()), ("reason", "Copied from elsewhere."), FROM];
    let answer = client.post_form(TAKE_DOWN, &form).await;
    assert_eq!(answer.location(), "/admin/assets");
    let page = client.get("/admin/assets?status=removed").await.expect(200).text();
    assert!(page.contains("Copied gear") && page.contains("Copied from elsewhere."), "{page}");
    let row = asset::Entity::find_by_id(listed.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(row.status, AssetStatus::Removed);
    let gone = app.client().get(&listed.path()).await;
    assert!([404, 410].contains(&gone.status.as_u16()), "{}", gone.status);

    let audit = client.get("/admin/audit?action=asset.taken_down").await.expect(200).text();
    assert!(audit.contains("@mona") && audit.contains("Copied from elsewhere.") && audit.contains(&id));

    app.settle().await;
    let mails = app.state.stored_mail.list(10).await.unwrap();
    let mail = &mails.iter().find(|mail| mail.message.kind == "listing-taken-down").unwrap().message;
    assert_eq!(mail.to, "ada@example.test");
    assert!(mail.text.contains("Copied from elsewhere.") && mail.subject.contains("Copied gear"));

    client.post_form(TAKE_DOWN, &form).await.expect(409);

    let back = [("asset_id", id.as_str()), ("reason", "They proved it is theirs."), FROM];
    client.post_form(RESTORE, &back).await.expect(303);
    let row = asset::Entity::find_by_id(listed.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(row.status, AssetStatus::Published);
    assert!(takedown::Entity::find().one(&db).await.unwrap().unwrap().lifted_at.is_some());
    client.post_form(RESTORE, &back).await.expect(409);
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(2));
});

on_both!(without_a_reason_nothing_happens_and_the_field_says_so, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let listed = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let id = listed.asset.id.to_string();
    let scope = format!("take_down_asset-{id}");
    for reason in ["", " \n "] {
        let form = [("asset_id", id.as_str()), ("reason", reason), ("_scope", &scope), FROM];
        let page = client.post_form(TAKE_DOWN, &form).await.expect(422).text();
        assert!(page.contains("Say why, in a sentence."), "{page}");
        assert!(page.contains("<details open class=\"act\""), "it is folded away: {page}");
    }
    let long = "x".repeat(501);
    let form = [("asset_id", id.as_str()), ("reason", &long), ("_scope", &scope), FROM];
    let page = client.post_form(TAKE_DOWN, &form).await.expect(422).text();
    assert!(page.contains("at most 500 characters") && page.contains(&long));
    let row = asset::Entity::find_by_id(listed.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(row.status, AssetStatus::Published);
    assert_eq!(verify_chain(&app.state).await.unwrap(), ChainState::Intact(0));
});

on_both!(a_reason_is_text_wherever_it_is_shown, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let listed = Listing::of(&seller(&db, "ada").await).title("</title><script>alert(1)").save(&db).await;
    let mut client = app.client().signed_in(staff::admin(&db, "root").await.id).await;
    let id = listed.asset.id.to_string();
    let reason = "</textarea><script>alert(2)</script>";
    client.post_form(TAKE_DOWN, &[("asset_id", &id), ("reason", reason), FROM]).await.expect(303);
    app.settle().await;
    let mail = app.state.stored_mail.list(1).await.unwrap().remove(0);
    assert!(!mail.message.html.contains("<script") && mail.message.text.contains(reason));
    let message = format!("/admin/mail/{}", mail.id.as_str());
    for path in ["/admin/assets", "/admin/audit", "/admin/mail", &message] {
        let page = client.get(path).await.expect(200).text();
        assert!(!page.contains("<script>"), "{path}: {page}");
    }
    assert!(client.get("/admin/audit").await.text().contains("&lt;/textarea&gt;&lt;script&gt;"));
});

on_both!(only_staff_takes_listings_down, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let listed = Listing::of(&ada).save(&db).await;
    let id = listed.asset.id.to_string();
    let form = [("asset_id", id.as_str()), ("reason", "Because."), FROM];
    let answer = app.client().post_form(TAKE_DOWN, &form).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Fadmin%2Fassets");
    for person in [user(&db, "ben").await.id, ada.id] {
        app.client().signed_in(person).await.post_form(TAKE_DOWN, &form).await.expect(403);
    }
    let row = asset::Entity::find_by_id(listed.asset.id).one(&db).await.unwrap().unwrap();
    assert_eq!(row.status, AssetStatus::Published);
    let mut client = app.client().signed_in(staff::moderator(&db, "mona").await.id).await;
    let nobodys = [("asset_id", "0192f000-0000-7000-8000-000000000000"), ("reason", "Because."), FROM];
    client.post_form(TAKE_DOWN, &nobodys).await.expect(404);
});
