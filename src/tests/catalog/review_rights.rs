//! Who may review, report and answer, and how programs do.

use axum::http::Method;
use prosets::db::entities::asset::{self, AssetStatus};
use prosets::db::entities::entitlement;
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use serde_json::json;
use uuid::Uuid;

use super::reviews::{about, rating, write};
use crate::accounts::count;
use crate::builders::catalog::{Listed, Listing, bought, noon, review, seller, user};
use crate::support::app::TestApp;

async fn set_status(db: &DatabaseConnection, listed: &Listed, status: AssetStatus) {
    let change = asset::ActiveModel { id: Set(listed.asset.id), status: Set(status), ..Default::default() };
    change.update(db).await.unwrap();
}

on_both!(only_buyers_with_a_confirmed_address_review, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let answer = write(&mut app.client(), &gear, "5", "").await;
    assert!(answer.location().starts_with("/sign-in?next="), "{}", answer.location());
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    assert!(!eve.get(&gear.path()).await.text().contains("write_review"));
    write(&mut eve, &gear, "5", "").await.expect(403);
    write(&mut app.client().signed_in(ada.id).await, &gear, "5", "").await.expect(409);

    // Whoever got their money back does not own it any more.
    let refunded = bought(&db, &gear, "rita").await;
    let revoked = entitlement::ActiveModel {
        id: Set(refunded.entitlement_id),
        revoked_at: Set(Some(noon())),
        ..Default::default()
    };
    revoked.update(&db).await.unwrap();
    write(&mut app.client().signed_in(refunded.buyer_id).await, &gear, "1", "").await.expect(403);

    let newcomer = bought(&db, &gear, "newcomer").await.buyer_id;
    let person = prosets::db::entities::user::ActiveModel {
        id: Set(newcomer),
        email_verified_at: Set(None),
        ..Default::default()
    };
    person.update(&db).await.unwrap();
    let mut client = app.client().signed_in(newcomer).await;
    let page = client.get(&gear.path()).await.expect(200).text();
    assert!(page.contains("Confirm your email address") && !page.contains("write_review"), "{page}");
    let page = write(&mut client, &gear, "5", "").await.expect(403).text();
    assert!(page.contains("Confirm your email address first"), "{page}");
    let path = format!("/api/v1{}/reviews", gear.path());
    let more = [("sec-fetch-site", "same-origin")];
    client.json(Method::POST, &path, &more, json!({ "stars": 5 })).await.expect(403);
    assert_eq!((count(&db, "reviews").await, rating(&db, &gear).await), (0, (0, 0)));
});

on_both!(what_left_the_shelves_is_reviewed_by_its_owners_alone, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let mut ben = app.client().signed_in(bought(&db, &gear, "ben").await.buyer_id).await;
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    set_status(&db, &gear, AssetStatus::Unpublished).await;
    write(&mut eve, &gear, "5", "").await.expect(404);
    write(&mut ben, &gear, "5", "").await.expect(303);
    set_status(&db, &gear, AssetStatus::Removed).await;
    write(&mut ben, &gear, "1", "").await.expect(410);
    assert_eq!(rating(&db, &gear).await, (5, 1));
});

on_both!(only_whose_listing_it_is_answers, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (ada, mallory) = (seller(&db, "ada").await, seller(&db, "mallory").await);
    let gear = Listing::of(&ada).save(&db).await;
    let said = review(&db, &gear, "ben", 2, "It broke.").await;
    let body = [("body", "Sorry.")];
    let mut client = app.client().signed_in(mallory.id).await;
    about(&mut client, "answer_review", said.id, &body, &gear.path()).await.expect(404);
    let mut client = app.client().signed_in(said.user_id).await;
    about(&mut client, "answer_review", said.id, &body, &gear.path()).await.expect(403);
    let mut hidden = said.clone().into_active_model();
    hidden.hidden_at = Set(Some(noon()));
    hidden.update(&db).await.unwrap();
    for (act, who) in [("answer_review", ada.id), ("vote_review", mallory.id), ("report_review", mallory.id)]
    {
        let mut client = app.client().signed_in(who).await;
        let fields = [("body", "Sorry."), ("helpful", "true"), ("reason", "Rude.")];
        about(&mut client, act, said.id, &fields, &gear.path()).await.expect(404);
    }
    assert_eq!(count(&db, "review_answers").await, 0);
});

on_both!(a_report_has_a_reason_and_comes_once_from_each, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let said = review(&db, &gear, "ben", 1, "Rubbish.").await;
    let mut client = app.client().signed_in(ada.id).await;
    let scope = format!("report-{}", said.id);
    let typed = "y".repeat(501);
    for (reason, words) in [(" ", "Say what is wrong with it"), (typed.as_str(), "at most 500 fit")] {
        let fields = [("reason", reason), ("_scope", &scope)];
        let page =
            about(&mut client, "report_review", said.id, &fields, &gear.path()).await.expect(422).text();
        assert!(page.contains(words) && page.contains("<details open"), "{page}");
        assert!(page.contains(reason), "{page}");
    }
    let fields = [("reason", "Never bought it.")];
    let answer = about(&mut client, "report_review", said.id, &fields, &gear.path()).await;
    assert_eq!(answer.location(), format!("{}#review-{}", gear.path(), said.id));
    assert!(client.get(&gear.path()).await.text().contains("You reported it"));
    about(&mut client, "report_review", said.id, &fields, &gear.path()).await.expect(409);
    let mut ben = app.client().signed_in(said.user_id).await;
    about(&mut ben, "report_review", said.id, &fields, &gear.path()).await.expect(409);
    assert_eq!(count(&db, "review_reports").await, 1);
    assert!(
        !app.client().get(&gear.path()).await.text().contains("report_review"),
        "strangers sign in first"
    );
});

on_both!(programs_write_change_and_delete, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let mut ben = app.client().signed_in(bought(&db, &gear, "ben").await.buyer_id).await;
    let same = [("sec-fetch-site", "same-origin")];
    let path = format!("/api/v1{}/reviews", gear.path());
    for (body, field) in [
        (json!({}), "stars"),
        (json!({ "stars": 6 }), "stars"),
        (json!({ "stars": 5, "title": "x".repeat(101) }), "title"),
        (json!({ "stars": "five" }), "body"),
    ] {
        let answer = ben.json(Method::POST, &path, &same, body).await.expect(422).json();
        assert!(answer["error"]["details"][field].is_array(), "{answer}");
    }
    let body = json!({ "stars": 4, "title": "Good\u{0}", "body": "Turns\u{0} well." });
    let made = ben.json(Method::POST, &path, &same, body).await.expect(201).json();
    assert_eq!((&made["data"]["stars"], &made["data"]["body"]), (&json!(4), &json!("Turns well.")));
    let mine = format!("/api/v1/reviews/{}", made["data"]["id"].as_str().unwrap());
    let changed = ben.json(Method::PATCH, &mine, &same, json!({ "stars": 2 })).await.expect(200).json();
    assert_eq!((&changed["data"]["stars"], &changed["data"]["body"]), (&json!(2), &json!("Turns well.")));
    assert_eq!(rating(&db, &gear).await, (2, 1));
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    eve.json(Method::PATCH, &mine, &same, json!({ "stars": 1 })).await.expect(404);
    eve.json(Method::DELETE, &mine, &same, json!({})).await.expect(404);
    app.client().post_json(&path, json!({ "stars": 5 })).await.expect(401);
    ben.json(Method::DELETE, &mine, &same, json!({})).await.expect(200);
    assert_eq!(rating(&db, &gear).await, (0, 0));
    let nobodys = format!("/api/v1/assets/{}/reviews", Uuid::nil());
    ben.json(Method::POST, &nobodys, &same, json!({ "stars": 5 })).await.expect(404);
});
