//! What it takes to reach the shelf, to stay there whole, and to leave it.

use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::takedown;
use sea_orm::{ActiveModelTrait, EntityTrait, Set};
use serde_json::json;
use uuid::Uuid;

use super::support::{STL, Shop, fault};
use crate::builders::catalog;

on_both!(what_is_missing_is_told_by_field, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let refused = shop.submit(id).await.expect(422);
    for field in ["summary", "category", "licences", "files", "pictures"] {
        assert!(fault(&refused, field).contains("missing"));
    }
    assert_eq!(shop.asset(id).await.status, AssetStatus::Draft);
    assert!(!shop.editor(id).await.contains(">Publish<"));
});

on_both!(code_may_show_an_excerpt_for_a_picture, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("snippet", 0).await;
    shop.upload(id, "add.rs", b"fn add() {}").await.expect(200);
    shop.submit(id).await.expect(422);
    let text = id.to_string();
    let fields = [("asset_id", text.as_str()), ("language", "rust"), ("text", "fn add() {}")];
    shop.client.post_form("/api/fn/set_excerpt", &fields).await.location();
    shop.submit(id).await.expect(200);
    // And it cannot be taken away from the shelf.
    let fields = [("asset_id", text.as_str()), ("text", " "), ("_from", &format!("/sell/{id}"))];
    shop.client.post_form("/api/fn/set_excerpt", &fields).await.expect(409);
});

on_both!(a_refused_file_does_not_count_and_does_not_ship, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("model", 1200).await;
    shop.picture(id, "A gear").await.expect(201);
    shop.upload(id, "gear.glb", STL).await.expect(422);
    assert!(!fault(&shop.submit(id).await.expect(422), "files").is_empty());
    shop.upload(id, "gear.stl", STL).await.expect(200);
    shop.submit(id).await.expect(200);
    let files = shop.draft_files(id).await;
    assert_eq!(files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["gear.stl"]);
});

on_both!(what_is_on_the_shelf_stays_whole, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    assert!(!fault(&shop.patch(id, json!({ "category": "" })).await.expect(422), "category").is_empty());
    assert!(!fault(&shop.patch(id, json!({ "summary": " " })).await.expect(422), "summary").is_empty());
    assert!(!fault(&shop.patch(id, json!({ "licences": [] })).await.expect(422), "licences").is_empty());
    let picture = shop.asset(id).await.cover_preview_id.unwrap().to_string();
    let (text, editor) = (id.to_string(), format!("/sell/{id}"));
    let fields = [("asset_id", text.as_str()), ("picture_id", &picture), ("_from", &editor)];
    let page = shop.client.post_form("/api/fn/remove_picture", &fields).await.expect(409).text();
    assert!(page.contains("at least one picture"), "{page}");
    assert_eq!(shop.asset(id).await.cover_preview_id.unwrap().to_string(), picture);

    let edited = json!({ "title": "Brass gear", "tags": ["shiny"] });
    shop.patch(id, edited).await.expect(200);
    let asset = shop.asset(id).await;
    assert!(asset.search_text.contains("brass gear") && asset.search_text.contains("shiny"));
    assert_eq!(asset.slug, "gear", "the address people know stays");
});

on_both!(unpublished_listings_keep_their_buyers_and_come_back, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    let before = shop.asset(id).await;
    shop.submit(id).await.expect(409);
    let path = format!("/api/v1/assets/{id}/unpublish");
    assert_eq!(
        shop.client.post_json(&path, json!({})).await.expect(200).json()["data"]["status"],
        "unpublished"
    );
    shop.client.post_json(&path, json!({})).await.expect(409);
    let gone = shop.asset(id).await;
    assert_eq!((gone.status, gone.current_version_id), (AssetStatus::Unpublished, before.current_version_id));
    let file = shop.draft_files(id).await.remove(0);
    assert!(shop.is_stored(&file.storage_key).await);
    // It was seen once, so it is not deleted any more.
    shop.client
        .json(axum::http::Method::DELETE, &format!("/api/v1/assets/{id}"), &[], json!({}))
        .await
        .expect(409);

    shop.submit(id).await.expect(200);
    let back = shop.asset(id).await;
    assert_eq!((back.status, back.published_at), (AssetStatus::Published, before.published_at));
});

on_both!(what_the_shop_took_down_stays_down, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    let moderator = catalog::user(shop.db(), "mod").await;
    let row = takedown::ActiveModel {
        id: Set(Uuid::now_v7()),
        asset_id: Set(id),
        moderator_id: Set(moderator.id),
        reason: Set("Not yours to sell.".into()),
        lifted_at: Set(None),
        created_at: Set(catalog::noon()),
    };
    takedown::Entity::insert(row).exec_without_returning(shop.db()).await.unwrap();
    shop.client.post_json(&format!("/api/v1/assets/{id}/unpublish"), json!({})).await.expect(200);
    let refused = shop.submit(id).await.expect(409).text();
    assert!(refused.contains("Not yours to sell."));
    let page = shop.editor(id).await;
    assert!(page.contains("Not yours to sell.") && !page.contains("Publish again"));
});

on_both!(a_draft_goes_with_its_files, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    let file = shop.draft_files(id).await.remove(0);
    let text = id.to_string();
    let gone = shop.client.post_form("/api/fn/delete_draft", &[("asset_id", &text)]).await;
    assert_eq!(gone.location(), "/sell");
    shop.client.get(&format!("/sell/{id}")).await.expect(404);
    assert!(!shop.is_stored(&file.storage_key).await);
});

on_both!(two_listings_of_one_title_have_two_addresses, |db| async move {
    let mut shop = Shop::open(db).await;
    let (one, two) = (shop.published().await, shop.published().await);
    let (one, two) = (shop.asset(one).await.slug, shop.asset(two).await.slug);
    assert_eq!(one, "gear");
    assert!(two.starts_with("gear-"), "{two}");
});

on_both!(publishing_twice_at_once_releases_once, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    let path = format!("/api/v1/assets/{id}/submit");
    let (mut one, mut two) = (shop.client.clone(), shop.client.clone());
    let (one, two) = tokio::join!(one.post_json(&path, json!({})), two.post_json(&path, json!({})));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
});

on_both!(a_frozen_listing_row_is_what_the_shelf_reads, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.published().await;
    let mut row: prosets::db::entities::file::ActiveModel = shop.draft_files(id).await.remove(0).into();
    row.sha256 = Set("0".repeat(64));
    assert!(row.update(shop.db()).await.is_err(), "nobody swaps a file after the fact");
});
