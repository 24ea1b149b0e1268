//! Searches people keep, and the mail with what is new in them.

use chrono::{TimeDelta, Utc};
use prosets::db::entities::{asset, saved_search};
use prosets::kit::ids::new_id;
use prosets::server::jobs::{Job, enqueue};
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel, QueryOrder, Set};
use uuid::Uuid;

use crate::accounts::{count, mails};
use crate::builders::catalog::{Listed, Listing, seller, user};
use crate::builders::shopper::hidden;
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

const PAGE: &str = "/account/searches";

async fn save(client: &mut Client, name: &str, query: &str) -> Answer {
    let from = format!("{PAGE}?{query}");
    let form = [("name", name), ("query", query), ("notify", "true"), ("_from", &from)];
    client.post_form("/api/fn/save_search", &form).await
}

async fn act(client: &mut Client, action: &str, id: Uuid, more: &[(&str, &str)]) -> Answer {
    let id = id.to_string();
    let mut form = vec![("search_id", id.as_str()), ("_from", PAGE)];
    form.extend(more);
    client.post_form(&format!("/api/fn/{action}"), &form).await
}

async fn rows(db: &DatabaseConnection) -> Vec<saved_search::Model> {
    saved_search::Entity::find().order_by_asc(saved_search::Column::Id).all(db).await.unwrap()
}

/// Puts it on the shelves now, by the clock of the app.
async fn publish(app: &TestApp, listed: &Listed) {
    let mut change = listed.asset.clone().into_active_model();
    change.published_at = Set(Some(app.state.clock.now()));
    change.update(&app.state.db).await.unwrap();
}

/// A while later, what the regular job does.
async fn told(app: &TestApp, later: TimeDelta) -> usize {
    app.state.clock.advance(later);
    enqueue(&app.state.db, &Job::TellSearches { after: None }, app.state.clock.now()).await.unwrap();
    mails(app, "saved-search").await
}

const HOUR: TimeDelta = TimeDelta::hours(1);

on_both!(a_search_is_saved_from_its_page_and_kept, |db| async move {
    let app = TestApp::start(db.clone()).await;
    Listing::of(&seller(&db, "ada").await).title("Gear").save(&db).await;
    let page = app.client().get("/assets?kind=model&q=gear").await.expect(200).text();
    let link = "/account/searches?q=gear&amp;kind=model";
    assert!(page.contains(link) && page.contains("Save this search"), "{page}");
    assert!(!app.client().get("/assets").await.text().contains("Save this search"));
    let away = app.client().get("/account/searches?q=gear&kind=model").await;
    assert_eq!(away.location(), "/sign-in?next=%2Faccount%2Fsearches%3Fq%3Dgear%26kind%3Dmodel");

    let eve = user(&db, "eve").await;
    let mut client = app.client().signed_in(eve.id).await;
    assert!(client.get(PAGE).await.expect(200).text().contains("No searches saved"));
    let page = client.get("/account/searches?kind=model&q=gear").await.expect(200).text();
    assert_eq!(hidden(&page, "query"), "q=gear&amp;kind=model");
    assert!(page.contains("“gear” · kind: model"), "{page}");
    assert_eq!(save(&mut client, " Gears\n and such ", "kind=model&q=gear").await.location(), PAGE);
    let page = client.get(PAGE).await.expect(200).text();
    assert!(
        page.contains("Gears and such") && page.contains("href=\"/assets?q=gear&amp;kind=model\""),
        "{page}"
    );
    assert!(page.contains("Mails on") && page.contains("The search is saved."), "{page}");
    let page = save(&mut client, "Again", "q=gear&kind=model&after=").await.expect(409).text();
    assert!(page.contains("as “Gears and such”"), "{page}");
    let page = save(&mut client, " ", "q=cog").await.expect(422).text();
    assert!(page.contains("Give it a name") && page.contains("“cog”"), "{page}");
    save(&mut client, "Everything", "").await.expect(409);
    save(&mut client, "Rubbish", "kind=book").await.expect(422);
    client.get("/account/searches?kind=book").await.expect(422);

    let id = rows(&db).await[0].id;
    act(&mut client, "rename_search", id, &[("name", "Wheels")]).await.expect(303);
    act(&mut client, "notify_search", id, &[]).await.expect(303);
    let page = client.get(PAGE).await.text();
    assert!(page.contains("Wheels") && page.contains("Mails off"), "{page}");
    let scope = format!("rename-{id}");
    let page = act(&mut client, "rename_search", id, &[("name", ""), ("_scope", &scope)]).await.expect(422);
    assert!(page.text().contains("<details open"), "{}", page.text());

    // Nobody else's is found.
    let mut zoe = app.client().signed_in(user(&db, "zoe").await.id).await;
    assert!(zoe.get(PAGE).await.text().contains("No searches saved"));
    act(&mut zoe, "rename_search", id, &[("name", "Mine")]).await.expect(404);
    act(&mut zoe, "notify_search", id, &[("notify", "true")]).await.expect(404);
    act(&mut zoe, "delete_search", id, &[]).await.expect(303);
    let row = &rows(&db).await[0];
    assert_eq!((row.name.as_str(), row.notify), ("Wheels", false));
    for _ in 0..2 {
        act(&mut client, "delete_search", id, &[]).await.expect(303);
    }
    assert_eq!(count(&db, "saved_searches").await, 0);
});

on_both!(fifty_are_kept_and_no_more, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let mut client = app.client().signed_in(user(&db, "eve").await.id).await;
    for i in 0..49 {
        save(&mut client, &format!("No {i}"), &format!("q=no{i}")).await.expect(303);
    }
    let mut twin = client.clone();
    let (one, two) = tokio::join!(save(&mut client, "A", "q=a"), save(&mut twin, "B", "q=b"));
    let mut found = [one.status.as_u16(), two.status.as_u16()];
    found.sort_unstable();
    assert_eq!((found, count(&db, "saved_searches").await), ([303, 409], 50));
    assert!(client.get(PAGE).await.text().contains("That is 50"));
});

on_both!(what_is_new_is_told_at_most_once_a_day_and_all_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Small gear").price(900).save(&db).await;
    let cog = Listing::of(&ada).title("Cog").summary("A wheel.").save(&db).await;
    let eve = user(&db, "eve").await;
    let mut client = app.client().signed_in(eve.id).await;
    save(&mut client, "Gears", "q=gear&sort=price").await.expect(303);
    // Its seller looks for the same and is not told of their own.
    save(&mut app.client().signed_in(ada.id).await, "Mine", "q=gear").await.expect(303);
    assert_eq!(told(&app, HOUR).await, 0, "what was there before is not new");

    publish(&app, &gear).await;
    publish(&app, &cog).await;
    assert_eq!(told(&app, TimeDelta::seconds(30)).await, 0, "others may still be writing");
    assert_eq!(told(&app, HOUR).await, 1);
    let all = app.state.stored_mail.list(20).await.unwrap();
    let mail = all.iter().find(|mail| mail.message.kind == "saved-search").unwrap().message.clone();
    assert_eq!((mail.to.as_str(), mail.subject.as_str()), ("eve@example.test", "New in “Gears”: Small gear"));
    assert!(mail.text.contains("Small gear, by ada: $9.00") && !mail.text.contains("Cog"), "{}", mail.text);
    assert!(mail.text.contains("/assets?q=gear&sort=price") && mail.unsubscribe.is_some(), "{}", mail.text);
    for _ in 0..2 {
        assert_eq!(told(&app, HOUR).await, 1, "nothing is told twice");
    }

    let first = Listing::of(&ada).title("Big gear").save(&db).await;
    publish(&app, &first).await;
    assert_eq!(told(&app, HOUR).await, 1, "it was told of today");
    let second = Listing::of(&ada).title("Odd gear").save(&db).await;
    publish(&app, &second).await;
    assert_eq!(told(&app, TimeDelta::days(1)).await, 2);
    let all = app.state.stored_mail.list(20).await.unwrap();
    let both = all.iter().find(|mail| mail.message.subject == "New in “Gears”: 2 listings").unwrap();
    assert!(both.message.text.contains("Big gear") && both.message.text.contains("Odd gear"));

    // The link in the mail ends all of them.
    let link = mail.unsubscribe.unwrap();
    let token = link.split_once("token=").unwrap().1;
    app.client().post_form("/api/fn/unsubscribe", &[("token", token)]).await.expect(303);
    publish(&app, &second).await;
    assert_eq!(told(&app, TimeDelta::days(2)).await, 2);
});

on_both!(mails_that_are_off_stay_off_and_begin_anew, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let eve = user(&db, "eve").await;
    let mut client = app.client().signed_in(eve.id).await;
    save(&mut client, "Gears", "q=gear").await.expect(303);
    let id = rows(&db).await[0].id;
    act(&mut client, "notify_search", id, &[]).await.expect(303);
    app.state.clock.advance(HOUR);
    publish(&app, &Listing::of(&ada).title("Gear one").save(&db).await).await;
    assert_eq!(told(&app, HOUR).await, 0);
    act(&mut client, "notify_search", id, &[("notify", "true")]).await.expect(303);
    assert_eq!(told(&app, HOUR).await, 0, "it was published while they did not want to hear of it");
    publish(&app, &Listing::of(&ada).title("Gear two").save(&db).await).await;
    let mut unproved = eve.clone().into_active_model();
    unproved.email_verified_at = Set(None);
    unproved.update(&db).await.unwrap();
    assert_eq!(told(&app, HOUR).await, 0, "nobody proved the address");
    let mut row = rows(&db).await[0].clone().into_active_model();
    row.query = Set("kind=book&q=gear".into());
    row.update(&db).await.unwrap();
    publish(&app, &Listing::of(&ada).title("Gear three").save(&db).await).await;
    assert_eq!(told(&app, HOUR).await, 0, "the shop does not understand it any more");
    let page = client.get(PAGE).await.expect(200).text();
    assert!(page.contains("The shop no longer knows what this asks for."), "{page}");
});

on_both!(hundreds_of_searches_are_looked_through_page_by_page, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let gear = Listing::of(&seller(&db, "ada").await).title("Gear").save(&db).await;
    let before = Utc::now() - TimeDelta::days(3);
    for i in 0..205 {
        let row = saved_search::ActiveModel {
            id: Set(new_id()),
            user_id: Set(user(&db, &format!("p{i}")).await.id),
            name: Set("Gears".into()),
            query: Set("q=gear".into()),
            notify: Set(true),
            looked_at: Set(before),
            told_at: Set(None),
            created_at: Set(before),
        };
        row.insert(&db).await.unwrap();
    }
    publish(&app, &gear).await;
    for _ in 0..2 {
        told(&app, HOUR).await;
    }
    assert_eq!(count(&db, "jobs WHERE kind = 'send_mail'").await, 205);
    assert_eq!(count(&db, "jobs WHERE kind = 'tell_searches'").await, 4, "two asked for, two that follow");
    assert_eq!(asset::Entity::find().all(&db).await.unwrap().len(), 1);
});
