//! A file is fetched by those who own it, for five minutes, and each time is written down.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;
use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::*;
use prosets::ports::storage::S3Config;
use sea_orm::{ActiveModelTrait, DatabaseConnection, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

use crate::builders::catalog::{Listed, Listing, seller};
use crate::builders::shopper::{Shopper, store_files};
use crate::ports::http;
use crate::ports::support::sdk;
use crate::support::app::TestApp;

async fn bought<'a>(app: &'a TestApp, db: &DatabaseConnection) -> (Shopper<'a>, Listed) {
    let ada = seller(db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).file("gear.stl", b"solid gear").save(db).await;
    store_files(app, &gear, b"solid gear").await;
    let mut ben = Shopper::new(app, "ben").await;
    ben.buy(&gear).await;
    (ben, gear)
}

on_both!(the_very_bytes_come_by_a_signed_address, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (mut ben, gear) = bought(&app, &db).await;
    let path = format!("/api/v1/files/download/{}", gear.files[0].id);
    let body = ben.client.get_json(&path).await.expect(200).json();
    assert_eq!(body["data"]["expires_in"], 300);
    let url = body["data"]["download_url"].as_str().unwrap().parse().unwrap();
    let file = http::get(&url, &[]).await;
    assert_eq!((file.status.as_u16(), &file.body[..]), (200, &b"solid gear"[..]));
    assert!(file.header("content-disposition").contains("gear.stl"));

    let rows = download::Entity::find().all(&db).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].user_id, rows[0].file_id), (ben.user.id, gear.files[0].id));
    assert_eq!(rows[0].ip.as_deref(), Some("127.0.0.1"));
});

on_both!(an_address_to_download_by_dies_after_five_minutes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (mut ben, gear) = bought(&app, &db).await;
    let path = format!("/api/v1/files/download/{}", gear.files[0].id);
    let body = ben.client.get_json(&path).await.expect(200).json();
    let url: url::Url = body["data"]["download_url"].as_str().unwrap().parse().unwrap();
    assert!(url.query().unwrap().contains("X-Amz-Expires=300&"), "{url}");

    // The very request, signed with the shop's own key some minutes ago.
    let secret = std::fs::read_to_string(app.state.config.server.data_dir.join("storage.secret")).unwrap();
    let config = S3Config {
        endpoint: Some(url.join("/").unwrap()),
        public_endpoint: None,
        region: "us-east-1".into(),
        bucket: "prosets".into(),
        access_key: "prosets".into(),
        secret_key: secret.trim().to_owned(),
    };
    let client = sdk(&config);
    for (age, status) in [(290, 200), (301, 403)] {
        let lifetime = PresigningConfig::builder()
            .start_time(SystemTime::now() - Duration::from_secs(age))
            .expires_in(Duration::from_secs(300));
        let request = client.get_object().bucket("prosets").key(&gear.files[0].storage_key);
        let aged = request.presigned(lifetime.build().unwrap()).await.unwrap();
        let answer = http::get(&aged.uri().parse().unwrap(), &[]).await;
        assert_eq!(answer.status.as_u16(), status, "{age} s old");
        let text = String::from_utf8_lossy(&answer.body);
        assert_eq!(text == "solid gear", status == 200, "{text}");
        assert!(status == 200 || text.contains("expired"), "{text}");
    }
    // A longer life is not for the asking.
    let longer = url.as_str().replace("X-Amz-Expires=300", "X-Amz-Expires=3600").parse().unwrap();
    assert_eq!(http::get(&longer, &[]).await.status, 403);
    // And the way to a fresh one is open.
    ben.client.get_json(&path).await.expect(200);
    assert_eq!(download::Entity::find().count(&db).await.unwrap(), 2, "each grant is written down");
});

on_both!(a_consumer_is_asked_before_the_first_download, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (mut ben, gear) = bought(&app, &db).await;
    let file = gear.files[0].id;
    let direct = format!("/library/files/{file}");
    let entry = ben.owned().await.remove(0).id;
    let ask = ben.client.get(&direct).await;
    assert_eq!(ask.location(), format!("/library/{entry}?file={file}"));
    let page = ben.client.get(ask.location()).await.expect(200).text();
    assert!(page.contains("Before your first download") && page.contains("download gear.stl"), "{page}");
    assert_eq!(download::Entity::find().count(&db).await.unwrap(), 0);

    let (entry, file) = (entry.to_string(), file.to_string());
    let fields = [("entitlement_id", entry.as_str()), ("file_id", file.as_str())];
    let start = ben.client.post_form("/api/fn/give_waiver", &fields).await;
    let page = ben.client.get(start.location()).await.expect(200).text();
    assert!(page.contains(&format!("0;url={direct}")), "{page}");
    assert!(ben.last_order().await.waiver_at.is_some());
    let answer = ben.client.get(&direct).await.expect(303);
    assert_eq!(http::get(&answer.location().parse().unwrap(), &[]).await.body, &b"solid gear"[..]);
    assert_eq!(answer.header("cache-control"), "no-store");

    let mut eve = Shopper::new(&app, "eve").await;
    eve.client.post_form("/api/fn/give_waiver", &fields).await.expect(404);
});

on_both!(others_do_not_find_it, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (ben, gear) = bought(&app, &db).await;
    let file = gear.files[0].id;
    let mut eve = Shopper::new(&app, "eve").await;
    eve.client.get_json(&format!("/api/v1/files/download/{file}")).await.expect(404);
    eve.client.get(&format!("/library/files/{file}")).await.expect(404);
    eve.client.get(&format!("/library/{}", ben.owned().await[0].id)).await.expect(404);
    app.client().get_json(&format!("/api/v1/files/download/{file}")).await.expect(401);
    assert!(app.client().get(&format!("/library/files/{file}")).await.location().starts_with("/sign-in"));
    for rubbish in ["x", "00000000-0000-0000-0000-000000000000"] {
        eve.client.get_json(&format!("/api/v1/files/download/{rubbish}")).await.expect(404);
    }
    assert_eq!(download::Entity::find().count(&db).await.unwrap(), 0);
});

on_both!(a_right_that_was_taken_back_ends_at_once, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (mut ben, gear) = bought(&app, &db).await;
    let mut revoked = ben.owned().await.remove(0).into_active_model();
    revoked.revoked_at = Set(Some(app.state.clock.now()));
    let revoked = revoked.update(&db).await.unwrap();
    ben.client.get_json(&format!("/api/v1/files/download/{}", gear.files[0].id)).await.expect(404);
    ben.client.get(&format!("/library/{}", revoked.id)).await.expect(404);
    assert_eq!(ben.client.get_json("/api/v1/library").await.json()["data"].as_array().unwrap().len(), 0);
});

on_both!(what_was_bought_stays_when_the_seller_unpublishes, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let (mut ben, gear) = bought(&app, &db).await;
    let mut hidden = gear.asset.clone().into_active_model();
    hidden.status = Set(AssetStatus::Removed);
    hidden.update(&db).await.unwrap();
    let mut yanked = gear.version.clone().into_active_model();
    yanked.status = Set(version::VersionStatus::Yanked);
    yanked.yanked_reason = Set(Some("A fault.".into()));
    yanked.update(&db).await.unwrap();
    ben.client.get_json(&format!("/api/v1/files/download/{}", gear.files[0].id)).await.expect(200);
    let page = ben.client.get(&format!("/library/{}", ben.owned().await[0].id)).await.expect(200).text();
    assert!(page.contains("No longer for sale. What you bought stays yours."), "{page}");
});
