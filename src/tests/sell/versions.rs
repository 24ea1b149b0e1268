//! New versions of what is sold already.

use prosets::db::entities::version::VersionStatus;
use serde_json::json;

use super::support::{STL, Shop, fault, put, sha256};

on_both!(a_new_version_takes_the_place_of_the_current_one, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    assert!(shop.client.get(&format!("/sell/{id}/versions/new")).await.expect(200).text().contains("1.1.0"));
    let text = id.to_string();
    let fields = [("asset_id", text.as_str()), ("number", "1.1"), ("notes", "Smoother."), ("_from", "/sell")];
    let editor = shop.client.post_form("/api/fn/start_version", &fields).await.location().to_owned();
    assert_eq!(editor, format!("/sell/{id}#files"));
    // One at a time.
    shop.client.post_json(&format!("/api/v1/assets/{id}/versions"), json!({})).await.expect(409);
    shop.client.get(&format!("/sell/{id}/versions/new")).await.location();

    assert!(!fault(&shop.submit(id).await.expect(422), "files").is_empty(), "it begins empty");
    let smoother = b"solid smoother\nfacet\nendsolid\n";
    shop.upload(id, "gear.stl", smoother).await.expect(200);
    shop.patch(id, json!({ "title": "Gear" })).await.expect(200);
    shop.submit(id).await.expect(200);

    let versions = shop.versions(id).await;
    assert_eq!(versions.iter().map(|v| v.number.as_str()).collect::<Vec<_>>(), ["1.0.0", "1.1.0"]);
    assert!(versions.iter().all(|version| version.status == VersionStatus::Ready));
    assert_eq!(shop.asset(id).await.current_version_id, Some(versions[1].id));
    assert_eq!(shop.files(versions[0].id).await[0].sha256, sha256(STL), "buyers keep what they bought");
    assert_eq!(shop.files(versions[1].id).await[0].sha256, sha256(smoother));
});

on_both!(numbers_only_rise, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    let path = format!("/api/v1/assets/{id}/versions");
    for number in ["1.0.0", "0.9", "one", "1.0.0-beta", "</b>"] {
        let refused = shop.client.post_json(&path, json!({ "number": number })).await.expect(422);
        assert!(!fault(&refused, "number").is_empty());
    }
    let made = shop.client.post_json(&path, json!({ "notes": "Next." })).await.expect(201).json();
    assert_eq!(made["data"]["number"], "1.1.0");
});

on_both!(files_of_a_published_version_stay, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    let version = shop.versions(id).await[0].id;
    let hash = sha256(STL);
    shop.announce(id, "more.stl", 10, &hash).await.expect(409);
    let body = json!({ "version_id": version, "name": "more.stl", "size": 10, "sha256": hash });
    shop.client.post_json("/api/v1/uploads", body).await.expect(409);
    let file = shop.draft_files(id).await.remove(0).id.to_string();
    let fields = [("file_id", file.as_str()), ("_from", &format!("/sell/{id}"))];
    let page = shop.client.post_form("/api/fn/remove_file", &fields).await.expect(409).text();
    assert!(page.contains("Start a new version"));
    assert_eq!(shop.draft_files(id).await.len(), 1);
});

on_both!(an_upload_under_way_does_not_slip_into_what_was_published, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    let begun = shop.begin(id, "late.stl", STL).await;
    put(&begun, STL).await;
    shop.submit(id).await.expect(200);
    shop.complete(begun.id).await.expect(409);
    assert_eq!(shop.draft_files(id).await.len(), 1);
});

on_both!(a_version_nobody_has_can_be_discarded, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    shop.client.post_json(&format!("/api/v1/assets/{id}/versions"), json!({})).await.expect(201);
    shop.upload(id, "gear.stl", STL).await.expect(200);
    let file = shop.draft_files(id).await.remove(0);
    let text = id.to_string();
    shop.client.post_form("/api/fn/discard_version", &[("asset_id", &text)]).await.location();
    assert_eq!(shop.versions(id).await.len(), 1);
    assert!(!shop.is_stored(&file.storage_key).await);

    let only = shop.draft("model").await.to_string();
    let fields = [("asset_id", only.as_str()), ("_from", "/sell")];
    shop.client.post_form("/api/fn/discard_version", &fields).await.expect(409);
});
