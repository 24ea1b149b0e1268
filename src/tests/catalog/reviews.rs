//! Reviews: written, changed, answered, voted for, counted.

use prosets::db::entities::{asset, review};
use sea_orm::{DatabaseConnection, EntityTrait};
use serde_json::json;
use uuid::Uuid;

use crate::accounts::count;
use crate::builders::catalog::{Listed, Listing, bought, bought_by, review, seller, user};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

pub async fn write(client: &mut Client, listed: &Listed, stars: &str, body: &str) -> Answer {
    let (id, path) = (listed.asset.id.to_string(), listed.path());
    let form = [("asset_id", id.as_str()), ("stars", stars), ("body", body), ("_from", &path)];
    client.post_form("/api/fn/write_review", &form).await
}

pub async fn about(client: &mut Client, act: &str, id: Uuid, more: &[(&str, &str)], from: &str) -> Answer {
    let id = id.to_string();
    let form: Vec<_> = [("review_id", id.as_str()), ("_from", from)].iter().chain(more).copied().collect();
    client.post_form(&format!("/api/fn/{act}"), &form).await
}

/// The sum of the stars and how many gave them.
pub async fn rating(db: &DatabaseConnection, listed: &Listed) -> (i64, i64) {
    let row = asset::Entity::find_by_id(listed.asset.id).one(db).await.unwrap().unwrap();
    (row.rating_sum, row.rating_count)
}

on_both!(a_buyer_reviews_once_changes_it_and_takes_it_back, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).title("Gear").save(&db).await;
    let sale = bought(&db, &gear, "ben").await;
    let mut ben = app.client().signed_in(sale.buyer_id).await;
    let entry = format!("/library/{}", sale.entitlement_id);
    assert!(ben.get(&entry).await.expect(200).text().contains("Review it"));
    assert!(ben.get(&gear.path()).await.expect(200).text().contains("What do you think of it?"));

    let answer = write(&mut ben, &gear, "4", "Turns & turns.\r\nWell.").await;
    assert_eq!(answer.location(), format!("{}#reviews", gear.path()));
    assert_eq!(rating(&db, &gear).await, (4, 1));
    let page = app.client().get(&gear.path()).await.expect(200).text();
    assert!(page.contains("Turns &amp; turns.\nWell.") && page.contains("4 of 5 stars"), "{page}");
    assert!(!page.contains("changed since") && !page.contains("Change your review"), "{page}");
    assert!(ben.get(&entry).await.text().contains("You gave it 4 stars."));

    app.state.clock.advance(chrono::TimeDelta::hours(1));
    write(&mut ben, &gear, "2", "It broke.").await.expect(303);
    assert_eq!(rating(&db, &gear).await, (2, 1));
    assert_eq!(count(&db, "reviews").await, 1);
    let page = ben.get(&gear.path()).await.text();
    assert!(
        page.contains("It broke.") && page.contains("changed since") && !page.contains("Turns"),
        "{page}"
    );

    let id = review::Entity::find().one(&db).await.unwrap().unwrap().id;
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    about(&mut eve, "vote_review", id, &[("helpful", "true")], &gear.path()).await.expect(303);
    about(&mut eve, "delete_review", id, &[], &gear.path()).await.expect(404);
    about(&mut ben, "delete_review", id, &[], &gear.path()).await.expect(303);
    assert_eq!(rating(&db, &gear).await, (0, 0));
    assert_eq!(count(&db, "reviews").await + count(&db, "review_votes").await, 0);
    about(&mut ben, "delete_review", id, &[], &gear.path()).await.expect(404);
});

on_both!(a_refused_review_keeps_what_was_typed, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let mut ben = app.client().signed_in(bought(&db, &gear, "ben").await.buyer_id).await;
    for stars in ["", "0", "6", "many"] {
        let page = write(&mut ben, &gear, stars, "Typed at length.").await.expect(422).text();
        assert!(page.contains("Choose 1 to 5 stars.") && page.contains("Typed at length."), "{page}");
    }
    let long = "x".repeat(4001);
    let page = write(&mut ben, &gear, "3", &long).await.expect(422).text();
    assert!(page.contains("at most 4000 fit") && page.contains(&long), "{page}");
    let parts = [r#"name="stars""#, r#"value="3""#, " checked"];
    let kept = page.split('<').any(|tag| parts.iter().all(|part| tag.contains(*part)));
    assert!(kept, "the stars are forgotten: {page}");
    assert_eq!(count(&db, "reviews").await, 0);
});

on_both!(the_seller_answers_once_and_can_mend_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).rated(&[2]).save(&db).await;
    let said = review(&db, &gear, "ben", 2, "It broke.").await;
    let mut adas = app.client().signed_in(ada.id).await;
    let from = format!("{}?stars=2", gear.path());
    let scope = format!("answer-{}", said.id);
    let empty = [("body", " \n "), ("_scope", scope.as_str())];
    let page = about(&mut adas, "answer_review", said.id, &empty, &from).await;
    assert!(page.expect(422).text().contains("Write an answer."));
    let answer = about(&mut adas, "answer_review", said.id, &[("body", "Sorry!")], &from).await;
    assert_eq!(answer.location(), format!("{from}#review-{}", said.id));
    about(&mut adas, "answer_review", said.id, &[("body", "Sorry, a new one is out.")], &from)
        .await
        .expect(303);
    assert_eq!(count(&db, "review_answers").await, 1);
    let page = app.client().get(&gear.path()).await.text();
    assert!(page.contains("ada answered") && page.contains("Sorry, a new one is out."), "{page}");
    assert!(!page.contains("Sorry!") && !page.contains("answer_review"), "{page}");
    assert!(adas.get(&gear.path()).await.text().contains("Change your answer"));
    let list = app.client().get_json(&format!("/api/v1{}/reviews", gear.path())).await.json();
    assert_eq!(list["data"][0]["answer"]["body"], "Sorry, a new one is out.");
});

on_both!(a_vote_counts_once_and_can_be_taken_back, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).rated(&[5]).save(&db).await;
    let said = review(&db, &gear, "ben", 5, "Good.").await;
    let mut eve = app.client().signed_in(user(&db, "eve").await.id).await;
    for _ in 0..2 {
        about(&mut eve, "vote_review", said.id, &[("helpful", "true")], &gear.path()).await.expect(303);
    }
    let page = eve.get(&gear.path()).await.text();
    assert!(page.contains("Helped 1 person") && page.contains("Not helpful after all"), "{page}");
    let page = app.client().get(&gear.path()).await.text();
    assert!(page.contains("Helped 1 person") && !page.contains("Not helpful after all"), "{page}");
    about(&mut eve, "vote_review", said.id, &[], &gear.path()).await.expect(303);
    assert!(!app.client().get(&gear.path()).await.text().contains("Helped"));

    let mut ben = app.client().signed_in(said.user_id).await;
    about(&mut ben, "vote_review", said.id, &[("helpful", "true")], &gear.path()).await.expect(409);
    assert!(!ben.get(&gear.path()).await.text().contains("vote_review"));
    let answer = about(&mut app.client(), "vote_review", said.id, &[("helpful", "true")], &gear.path()).await;
    assert!(answer.location().starts_with("/sign-in?next=%2Fassets%2F"), "{}", answer.location());
    assert_eq!(count(&db, "review_votes").await, 0);
});

on_both!(reviews_are_narrowed_by_their_stars_and_paged, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).rated(&[5; 13]).save(&db).await;
    for i in 0..12 {
        review(&db, &gear, &format!("five{i}"), 5, &format!("Five {i}.")).await;
    }
    review(&db, &gear, "two", 2, "Two stars from me.").await;
    let page = app.client().get(&gear.path()).await.text();
    assert!(page.contains(&format!("href=\"{}?stars=5#reviews\"", gear.path())), "{page}");
    assert!(!page.contains("stars=4#reviews"), "nobody gave four: {page}");
    let page = app.client().get(&format!("{}?stars=2", gear.path())).await.expect(200).text();
    assert!(page.contains("Two stars from me.") && !page.contains("Five "), "{page}");
    assert!(page.contains("Show all reviews"), "{page}");
    let first = app.client().get(&format!("{}?stars=5", gear.path())).await.text();
    let next = crate::catalog::next(&first).unwrap();
    assert!(next.contains("stars=5&reviews_after=") && next.ends_with("#reviews"), "{next}");
    let second = app.client().get(next.split('#').next().unwrap()).await.expect(200).text();
    let seen = (0..12).filter(|i| {
        let words = format!("Five {i}.");
        first.contains(&words) != second.contains(&words)
    });
    assert_eq!(seen.count(), 12);
    assert!(!second.contains("Two stars from me."));
    for bad in ["?stars=0", "?stars=x", "?reviews_after=zz"] {
        app.client().get(&format!("{}{bad}", gear.path())).await.expect(422);
    }
    let list = format!("/api/v1{}/reviews", gear.path());
    let found = app.client().get_json(&format!("{list}?stars=2")).await.expect(200).json();
    assert_eq!(found["data"].as_array().unwrap().len(), 1);
    app.client().get_json(&format!("{list}?stars=9")).await.expect(422);
    app.client().get_json(&format!("{list}?limit=101")).await.expect(422);
});

on_both!(the_rating_stays_right_when_many_write_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let mut buyers = Vec::new();
    for i in 0..10 {
        buyers.push(bought(&db, &gear, &format!("buyer{i}")).await.buyer_id);
    }
    let all_write = async |stars: &[i64]| {
        let each = buyers.iter().zip(stars).map(|(buyer, stars)| {
            let (app, gear, stars) = (&app, &gear, stars.to_string());
            async move {
                let mut client = app.client().signed_in(*buyer).await;
                write(&mut client, gear, &stars, "").await.expect(303);
            }
        });
        futures::future::join_all(each).await;
    };
    let first = [5, 4, 3, 2, 1, 5, 4, 3, 2, 1];
    all_write(&first).await;
    assert_eq!(rating(&db, &gear).await, (30, 10));
    let second = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2];
    all_write(&second).await;
    assert_eq!(rating(&db, &gear).await, (15, 10));

    // The same person from many windows, and some take theirs back meanwhile.
    let rows = review::Entity::find().all(&db).await.unwrap();
    let (gone, stay) = rows.split_at(4);
    let delete = gone.iter().map(|row| async {
        let mut client = app.client().signed_in(row.user_id).await;
        about(&mut client, "delete_review", row.id, &[], "/").await.expect(303);
    });
    let change = stay.iter().map(|row| async {
        let mut client = app.client().signed_in(row.user_id).await;
        write(&mut client, &gear, "5", "").await.expect(303);
    });
    futures::join!(futures::future::join_all(delete), futures::future::join_all(change));
    assert_eq!(rating(&db, &gear).await, (30, 6));
});

on_both!(one_person_has_one_review_however_often_they_press, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).save(&db).await;
    let ben = bought(&db, &gear, "ben").await.buyer_id;
    bought_by(&db, &gear, ben).await;
    let client = app.client().signed_in(ben).await;
    let path = format!("/api/v1{}/reviews", gear.path());
    let sent = (0..6).map(|_| {
        let (mut client, path) = (client.clone(), path.clone());
        async move {
            let body = json!({ "stars": 5, "body": "Good." });
            let more = [("sec-fetch-site", "same-origin")];
            client.json(axum::http::Method::POST, &path, &more, body).await.status.as_u16()
        }
    });
    let mut answers = futures::future::join_all(sent).await;
    answers.sort_unstable();
    assert_eq!(answers, [201, 409, 409, 409, 409, 409]);
    assert_eq!((count(&db, "reviews").await, rating(&db, &gear).await), (1, (5, 1)));
});
