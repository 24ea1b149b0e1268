//! Pictures are made anew, described and ordered.

use prosets::db::entities::preview;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::support::{STL, Shop, fault, multipart, png};

async fn pictures(shop: &Shop, id: Uuid) -> Vec<preview::Model> {
    let all = preview::Entity::find().filter(preview::Column::AssetId.eq(id));
    all.order_by_asc(preview::Column::Position).all(shop.db()).await.unwrap()
}

on_both!(a_picture_is_written_anew_and_becomes_the_cover, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let data = shop.picture(id, "").await.expect(201).json()["data"].clone();
    assert_eq!((data["width"].as_i64(), data["alt"].as_str()), (Some(64), Some("Gear")));
    let picture = pictures(&shop, id).await.remove(0);
    assert_eq!(shop.asset(id).await.cover_preview_id, Some(picture.id));
    let key = format!("{}-480.webp", picture.storage_key.unwrap());
    let stored = shop.app.state.storage.read_bytes(&key, 1 << 20).await.unwrap();
    assert_eq!(infer::get(&stored).unwrap().mime_type(), "image/webp");
});

on_both!(what_is_no_picture_is_refused_and_the_words_stay, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let path = format!("/sell/{id}/pictures");
    let form = [
        ("file", Some("a.svg"), b"<svg onload=alert(1)>".as_slice()),
        ("alt", None, b"Words I typed".as_slice()),
    ];
    let page = multipart(&mut shop.client, &path, &form).await.expect(422).text();
    assert!(page.contains("cannot be read") && page.contains("Words I typed"), "{page}");
    let page = multipart(&mut shop.client, &path, &[("alt", None, b"x".as_slice())]).await.expect(422).text();
    assert!(page.contains("Choose a picture first."));

    let text = id.to_string();
    let form = [("asset_id", None, text.as_bytes()), ("file", Some("a.png"), STL)];
    let refused = multipart(&mut shop.client, "/api/v1/uploads/image", &form).await.expect(422);
    assert!(!fault(&refused, "picture").is_empty());
    let large = vec![0u8; 15 * 1024 * 1024 + 1];
    let form = [("asset_id", None, text.as_bytes()), ("file", Some("a.png"), large.as_slice())];
    multipart(&mut shop.client, "/api/v1/uploads/image", &form).await.expect(413);
    shop.client.post_json("/api/v1/uploads/image", serde_json::json!({})).await.expect(422);
    assert!(pictures(&shop, id).await.is_empty());
});

on_both!(pictures_are_described_ordered_and_removed, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    for alt in ["one", "two", "three"] {
        shop.picture(id, alt).await.expect(201);
    }
    let alts = |all: &[preview::Model]| all.iter().map(|p| p.alt.clone()).collect::<Vec<_>>();
    let all = pictures(&shop, id).await;
    assert_eq!(alts(&all), ["one", "two", "three"]);
    let (text, third, first) = (id.to_string(), all[2].id.to_string(), all[0].id.to_string());
    shop.client
        .post_form("/api/fn/make_cover", &[("asset_id", &text), ("picture_id", &third)])
        .await
        .location();
    assert_eq!(shop.asset(id).await.cover_preview_id, Some(all[2].id));
    let fields = [("asset_id", text.as_str()), ("picture_id", &first), ("alt", "uno")];
    shop.client.post_form("/api/fn/describe_picture", &fields).await.location();
    assert_eq!(alts(&pictures(&shop, id).await), ["three", "uno", "two"]);
    shop.client
        .post_form("/api/fn/remove_picture", &[("asset_id", &text), ("picture_id", &third)])
        .await
        .location();
    assert_eq!(shop.asset(id).await.cover_preview_id, Some(all[0].id));
    assert_eq!(alts(&pictures(&shop, id).await), ["uno", "two"]);
});

on_both!(twelve_pictures_are_enough, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    for _ in 0..12 {
        shop.picture(id, "").await.expect(201);
    }
    assert!(fault(&shop.picture(id, "").await.expect(422), "picture").contains("12"));
    let form = [("file", Some("a.png"), png().leak() as &[u8])];
    multipart(&mut shop.client, &format!("/sell/{id}/pictures"), &form).await.expect(422);
});
