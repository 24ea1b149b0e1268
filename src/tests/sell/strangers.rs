//! What belongs to somebody else is not found; who has no shop is told so.

use axum::http::Method;
use serde_json::json;

use super::support::{STL, Shop, multipart};
use crate::builders::catalog;

on_both!(another_sellers_listing_is_not_found, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    let upload = shop.begin(id, "more.stl", STL).await.id;
    let version = shop.versions(id).await[0].id;
    let (file, lock) = (shop.draft_files(id).await.remove(0), shop.asset(id).await.lock_version.to_string());
    let slug = shop.asset(id).await.slug;
    let mut rival = shop.rival().await;

    rival.get(&format!("/sell/{id}")).await.expect(404);
    rival.get(&format!("/sell/{id}/versions/new")).await.expect(404);
    for asset in [id.to_string(), slug] {
        let path = format!("/api/v1/assets/{asset}");
        rival.json(Method::PATCH, &path, &[], json!({ "title": "Mine" })).await.expect(404);
        rival.json(Method::DELETE, &path, &[], json!({})).await.expect(404);
        for act in ["submit", "unpublish", "versions"] {
            rival.post_json(&format!("{path}/{act}"), json!({})).await.expect(404);
        }
    }
    let announced = json!({ "name": "a.stl", "size": 5, "sha256": "0".repeat(64) });
    for (key, target) in [("asset_id", id), ("version_id", version)] {
        let mut body = announced.clone();
        body[key] = json!(target);
        rival.post_json("/api/v1/uploads", body).await.expect(404);
    }
    let path = format!("/api/v1/uploads/{upload}");
    rival.get_json(&path).await.expect(404);
    rival.json(Method::DELETE, &path, &[], json!({})).await.expect(404);
    rival.post_json(&format!("{path}/complete"), json!({})).await.expect(404);

    let (text, file_id) = (id.to_string(), file.id.to_string());
    let fields = [
        ("asset_id", text.as_str()),
        ("file_id", &file_id),
        ("picture_id", &file_id),
        ("lock_version", &lock),
        ("title", "Mine"),
        ("_from", "/sell"),
    ];
    for action in [
        "edit_listing",
        "set_licences",
        "remove_file",
        "describe_picture",
        "make_cover",
        "remove_picture",
        "set_excerpt",
        "publish_listing",
        "unpublish_listing",
        "delete_draft",
        "start_version",
        "edit_version",
        "discard_version",
    ] {
        rival.post_form(&format!("/api/fn/{action}"), &fields).await.expect(404);
    }
    multipart(&mut rival, &format!("/sell/{id}/files"), &[("file", Some("a.stl"), STL)]).await.expect(404);
    multipart(&mut rival, &format!("/sell/{id}/pictures"), &[("file", Some("a.png"), STL)]).await.expect(404);
    let form = [("asset_id", None, text.as_bytes()), ("file", Some("a.png"), STL)];
    multipart(&mut rival, "/api/v1/uploads/image", &form).await.expect(404);

    assert_eq!(shop.asset(id).await.title, "Gear");
    assert_eq!(shop.draft_files(id).await, [file]);
    assert!(!rival.get("/sell").await.expect(200).text().contains("Gear"));
});

on_both!(strangers_sign_in_first_and_buyers_open_a_shop, |db| async move {
    let shop = Shop::open(db).await;
    let buyer = catalog::user(shop.db(), "ben").await;
    let mut ben = shop.app.client().signed_in(buyer.id).await;
    let mut stranger = shop.app.client();
    for page in ["/sell", "/sell/new", "/dashboard", "/dashboard/sales.csv"] {
        assert!(stranger.get(page).await.location().starts_with("/sign-in?next=%2F"), "{page}");
        ben.get(page).await.expect(403);
    }
    stranger.post_json("/api/v1/assets", json!({ "kind": "model", "title": "Gear" })).await.expect(401);
    ben.post_json("/api/v1/assets", json!({ "kind": "model", "title": "Gear" })).await.expect(403);
    let nowhere = format!("/sell/{}/files", uuid::Uuid::now_v7());
    let form = [("file", Some("a.stl"), STL)];
    assert!(multipart(&mut stranger, &nowhere, &form).await.location().starts_with("/sign-in"));
    multipart(&mut ben, &nowhere, &form).await.expect(403);
});

on_both!(addresses_nobody_has_are_not_found, |db| async move {
    let mut shop = Shop::open(db).await;
    for page in ["/sell/nonsense", "/sell/%00", "/sell/00000000-0000-0000-0000-000000000000"] {
        shop.client.get(page).await.expect(404);
    }
    shop.client.post_json("/api/v1/assets/no%00such/submit", json!({})).await.expect(404);
    shop.client.post_json("/api/v1/uploads/none/complete", json!({})).await.expect(404);
    shop.client.get("/sell?after=rubbish").await.expect(422);
    shop.client.get("/dashboard?after=7b").await.expect(422);
});
