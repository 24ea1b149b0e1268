//! Pictures of people: made anew, shown where the person is, gone when another comes.

use axum::http::Method;
use prosets::db::entities::user;
use prosets::kit::avatar::keys;
use sea_orm::{DatabaseConnection, EntityTrait};
use uuid::Uuid;

use super::{count, member};
use crate::builders::catalog::{Listing, review, seller};
use crate::sell::support::{multipart, png};
use crate::support::app::TestApp;
use crate::support::client::{Answer, Client};

async fn stem(db: &DatabaseConnection, id: Uuid) -> Option<String> {
    user::Entity::find_by_id(id).one(db).await.unwrap().unwrap().avatar
}

async fn send(client: &mut Client, bytes: &[u8]) -> Answer {
    multipart(client, "/account/avatar", &[("file", Some("me.png"), bytes)]).await
}

async fn stored(app: &TestApp, stem: &str) -> Vec<bool> {
    let mut found = Vec::new();
    for key in keys(stem) {
        found.push(app.state.storage.head(&key).await.unwrap().is_some());
    }
    found
}

on_both!(a_picture_replaces_the_one_before_in_storage_too, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let page = client.get("/account").await.expect(200).text();
    assert!(page.contains(r#"aria-hidden="true" class="avatar avatar-small">A<"#), "initials: {page}");
    assert_eq!(send(&mut client, &png()).await.expect(303).location(), "/account");
    let first = stem(&db, ada).await.unwrap();
    assert_eq!(stored(&app, &first).await, [true; 3]);
    let address = format!("/media/{first}-256.webp");
    assert!(client.get("/account").await.text().contains(&address));
    assert!(client.get("/").await.text().contains(&format!("/media/{first}-64.webp")), "in the header");
    let served = app.client().get(&address).await.expect(200);
    assert_eq!(infer::get(&served.bytes).unwrap().mime_type(), "image/webp");
    assert!(served.header("cache-control").contains("immutable"));

    send(&mut client, &png()).await.expect(303);
    app.settle().await;
    let second = stem(&db, ada).await.unwrap();
    assert_ne!(first, second);
    assert_eq!((stored(&app, &first).await, stored(&app, &second).await), (vec![false; 3], vec![true; 3]));
    client.post_form("/api/fn/remove_avatar", &[("_from", "/account")]).await.expect(303);
    app.settle().await;
    assert_eq!(stem(&db, ada).await, None);
    assert_eq!(stored(&app, &second).await, [false; 3]);
    client.post_form("/api/fn/remove_avatar", &[("_from", "/account")]).await.expect(303);
});

on_both!(what_is_no_picture_changes_nothing, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let mut bomb = png();
    // The header claims 65,535 × 65,535 pixels.
    bomb[16..24].copy_from_slice(&[0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]);
    for bytes in [b"<svg onload=alert(1)>".as_slice(), b"GIF89a", &bomb, &png()[..60]] {
        let page = send(&mut client, bytes).await.expect(422).text();
        assert!(page.contains("This picture") && page.contains("<h2>Profile</h2>"), "{page}");
    }
    assert!(send(&mut client, b"").await.expect(422).text().contains("Choose a picture first."));
    let large = vec![0u8; 8 * 1024 * 1024 + 1];
    assert!(send(&mut client, &large).await.expect(413).text().contains("larger than 8 MiB"));
    let answer = multipart(&mut client, "/api/v1/uploads/avatar", &[("file", Some("a"), &large)]).await;
    assert_eq!(answer.expect(413).json()["error"]["code"], "PAYLOAD_TOO_LARGE");
    assert_eq!(stem(&db, ada).await, None);
    let answer = send(&mut app.client(), &png()).await;
    assert_eq!(answer.location(), "/sign-in?next=%2Faccount");
});

on_both!(the_api_takes_and_removes_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = member(&db, "ada").await;
    let mut client = app.client().signed_in(ada).await;
    let picture = png();
    let fields = [("file", Some("me.png"), picture.as_slice())];
    let answer = multipart(&mut client, "/api/v1/uploads/avatar", &fields).await.expect(201).json();
    let path = answer["data"]["urls"]["512"].as_str().unwrap().to_owned();
    app.client().get(&path).await.expect(200);
    let me = client.get_json("/api/v1/auth/me").await.json();
    assert!(me["data"]["avatar"].as_str().unwrap().ends_with("-256.webp"), "{me}");
    let headers = [("sec-fetch-site", "same-origin")];
    client.json(Method::DELETE, "/api/v1/uploads/avatar", &headers, serde_json::json!({})).await.expect(200);
    app.settle().await;
    app.client().get(&path).await.expect(404);
    client.post_json("/api/v1/uploads/avatar", serde_json::json!({})).await.expect(422);
});

on_both!(it_stands_where_the_person_is_shown, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).save(&db).await;
    let said = review(&db, &gear, "ben", 5, "Turns.").await;
    for id in [ada.id, said.user_id] {
        send(&mut app.client().signed_in(id).await, &png()).await.expect(303);
    }
    let page = app.client().get(&gear.path()).await.expect(200).text();
    for id in [ada.id, said.user_id] {
        let stem = stem(&db, id).await.unwrap();
        assert!(page.contains(&format!("/media/{stem}-")), "{page}");
    }
    let shop = app.client().get("/sellers/ada").await.expect(200).text();
    assert!(shop.contains(&stem(&db, ada.id).await.unwrap()), "{shop}");
    assert_eq!(count(&db, "users WHERE avatar IS NOT NULL").await, 2);
});
