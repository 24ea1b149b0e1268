//! Licences and what they cost.

use prosets::db::entities::licence;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::support::{Shop, fault};

async fn licences(shop: &Shop, id: Uuid) -> Vec<(String, i64, bool)> {
    let all = licence::Entity::find().filter(licence::Column::AssetId.eq(id)).all(shop.db()).await.unwrap();
    let mut all: Vec<_> = all.into_iter().map(|row| (row.code, row.price_minor, row.active)).collect();
    all.sort();
    all
}

on_both!(prices_are_free_or_can_be_charged, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let (editor, text) = (format!("/sell/{id}"), id.to_string());
    let fields = [
        ("asset_id", text.as_str()),
        ("lock_version", "0"),
        ("personal", "true"),
        ("personal_price", "0.01"),
        ("commercial", "true"),
        ("commercial_price", "twelve"),
        ("extended_price", "kept, though not on"),
        ("_from", &editor),
    ];
    let page = shop.client.post_form("/api/fn/set_licences", &fields).await.expect(422).text();
    for words in ["The least that can be charged", "Write a price in USD", "twelve", "kept, though not on"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(licences(&shop, id).await.is_empty());

    for price in [-1, 1, 10_000_001] {
        let body = json!({ "licences": [{ "code": "personal", "price_minor": price }] });
        assert!(!fault(&shop.patch(id, body).await.expect(422), "licences").is_empty());
    }
    for codes in [["personal", "personal"], ["personal", "lifetime"]] {
        let licences: Vec<_> = codes.iter().map(|code| json!({ "code": code, "price_minor": 0 })).collect();
        shop.patch(id, json!({ "licences": licences })).await.expect(422);
    }
});

on_both!(a_licence_left_out_is_no_longer_offered_but_stays, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let both =
        json!([{ "code": "commercial", "price_minor": 4000 }, { "code": "personal", "price_minor": 1200 }]);
    let data = shop.patch(id, json!({ "licences": both })).await.expect(200).json()["data"].clone();
    assert_eq!(data["price_minor"], 1200);
    assert_eq!(data["licences"][0]["code"], "personal", "in the order of the shop");
    shop.patch(id, json!({ "licences": [{ "code": "commercial", "price_minor": 5000 }] })).await.expect(200);
    let expected = [("commercial".to_owned(), 5000, true), ("personal".to_owned(), 1200, false)];
    assert_eq!(licences(&shop, id).await, expected);
    assert_eq!(shop.asset(id).await.price_from_minor, 5000);
});

on_both!(where_nothing_is_charged_only_free_listings_are_published, |db| async move {
    let mut shop = Shop::with(db, &[("PAYMENT_PROVIDERS", "none")]).await;
    let id = shop.draft("snippet").await;
    let paid = json!({ "licences": [{ "code": "personal", "price_minor": 500 }] });
    assert!(fault(&shop.patch(id, paid).await.expect(422), "licences").contains("free"));
    let free = json!({
        "summary": "Adds.", "category": "gears", "licences": [{ "code": "personal", "price_minor": 0 }],
    });
    shop.patch(id, free).await.expect(200);
    shop.upload(id, "add.rs", b"fn add() {}").await.expect(200);
    shop.picture(id, "Code").await.expect(201);
    assert!(shop.editor(id).await.contains("takes no payments"));
    shop.submit(id).await.expect(200);
});
