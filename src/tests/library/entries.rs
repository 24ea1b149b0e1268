//! The shelf.

use chrono::TimeDelta;
use prosets::db::entities::*;
use sea_orm::{ActiveModelTrait, DatabaseConnection, IntoActiveModel, Set};
use serde_json::json;
use uuid::Uuid;

use crate::builders::catalog::{Listed, Listing, noon, seller};
use crate::builders::shopper::Shopper;
use crate::support::app::TestApp;

async fn release(
    db: &DatabaseConnection,
    listed: &Listed,
    number: &str,
    status: version::VersionStatus,
) -> Uuid {
    let id = Uuid::now_v7();
    let draft = version::ActiveModel {
        id: Set(id),
        asset_id: Set(listed.asset.id),
        number: Set(number.into()),
        notes: Set("Better.".into()),
        status: Set(version::VersionStatus::Draft),
        created_at: Set(noon()),
        ..Default::default()
    };
    let mut version = draft.insert(db).await.unwrap().into_active_model();
    let file = Uuid::now_v7();
    let row = file::Model {
        id: file,
        version_id: id,
        storage_key: format!("files/{file}"),
        ..listed.files[0].clone()
    };
    row.into_active_model().reset_all().insert(db).await.unwrap();
    version.status = Set(status);
    version.content_hash = Set(Some("0".repeat(64)));
    version.yanked_reason = Set((status == version::VersionStatus::Yanked).then(|| "A fault.".into()));
    version.released_at = Set(Some(noon() + TimeDelta::days(1)));
    version.update(db).await.unwrap();
    file
}

on_both!(later_releases_are_the_buyers_too, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let gear = Listing::of(&ada).title("Gear").price(1200).save(&db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    let order_id = ben.buy(&gear).await;
    let newer = release(&db, &gear, "1.1.0", version::VersionStatus::Ready).await;
    let withdrawn = release(&db, &gear, "1.2.0", version::VersionStatus::Yanked).await;

    let body = ben.client.get_json("/api/v1/library").await.expect(200).json();
    let entry = &body["data"][0];
    assert_eq!((&entry["slug"], &entry["order_id"]), (&json!(gear.asset.slug), &json!(order_id)));
    assert_eq!((&entry["version"], &entry["update_available"]), (&json!("1.1.0"), &json!(true)));
    let file = &gear.files[0];
    let expected =
        json!([{ "id": newer, "name": "gear.stl", "size": file.size_bytes, "sha256": file.sha256 }]);
    assert_eq!(entry["files"], expected);

    ben.client.get_json(&format!("/api/v1/files/download/{newer}")).await.expect(200);
    ben.client.get_json(&format!("/api/v1/files/download/{withdrawn}")).await.expect(404);
    let page = ben.client.get(&format!("/library/{}", ben.owned().await[0].id)).await.expect(200).text();
    assert!(page.contains("Version 1.1.0, the newest") && page.contains("Version 1.0.0"), "{page}");
    assert!(page.contains("What the personal licence allows.") && !page.contains("1.2.0"));
});

on_both!(an_empty_shelf_says_what_to_do, |db| async move {
    let app = TestApp::start(db).await;
    let mut ben = Shopper::new(&app, "ben").await;
    assert!(ben.client.get("/library").await.expect(200).text().contains("Nothing here yet"));
    assert_eq!(app.client().get("/library").await.location(), "/sign-in?next=%2Flibrary");
    app.client().get_json("/api/v1/library").await.expect(401);
    ben.client.get("/library?after=rubbish").await.expect(422);
});

on_both!(long_shelves_are_paged, |db| async move {
    let app = TestApp::start(db.clone()).await;
    let ada = seller(&db, "ada").await;
    let mut ben = Shopper::new(&app, "ben").await;
    for title in ["One", "Two", "Three"] {
        let listed = Listing::of(&ada).title(title).price(0).save(&db).await;
        ben.add(&listed).await;
        let form = ben.form().await;
        ben.send(&form).await.expect(303);
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/library?limit=2".to_owned();
    loop {
        let body = ben.client.get_json(&path).await.expect(200).json();
        seen.extend(
            body["data"].as_array().unwrap().iter().map(|entry| entry["title"].as_str().unwrap().to_owned()),
        );
        let Some(next) = body["page"]["next"].as_str() else { break };
        path = format!("/api/v1/library?limit=2&after={next}");
    }
    assert_eq!(seen, ["Three", "Two", "One"]);
});
