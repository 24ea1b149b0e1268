//! From nothing to the shelf, by the forms alone.

use prosets::db::entities::asset::AssetStatus;
use prosets::db::entities::audit_event;
use prosets::db::entities::version::VersionStatus;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::support::{STL, Shop, multipart, png, sha256};

on_both!(a_seller_goes_from_a_title_to_the_shelf_without_javascript, |db| async move {
    let mut shop = Shop::open(db).await;
    let fields = [("kind", "model"), ("title", "Planetary gear"), ("_from", "/sell/new")];
    let editor = shop.client.post_form("/api/fn/start_listing", &fields).await.location().to_owned();
    let id: uuid::Uuid = editor.strip_prefix("/sell/").unwrap().parse().unwrap();
    assert!(shop.client.get(&editor).await.expect(200).text().contains("Your draft is here"));

    let lock = shop.asset(id).await.lock_version.to_string();
    let text = id.to_string();
    let fields = [
        ("asset_id", text.as_str()),
        ("lock_version", &lock),
        ("title", "Planetary gear"),
        ("summary", "Turns and turns."),
        ("description", "Prints **flat**."),
        ("category", "gears"),
        ("tags", "brass, Planetary Gears"),
    ];
    assert_eq!(
        shop.client.post_form("/api/fn/edit_listing", &fields).await.location(),
        format!("{editor}#basics")
    );

    let lock = shop.asset(id).await.lock_version.to_string();
    let fields = [
        ("asset_id", text.as_str()),
        ("lock_version", &lock),
        ("personal", "true"),
        ("personal_price", "12,50"),
    ];
    assert_eq!(
        shop.client.post_form("/api/fn/set_licences", &fields).await.location(),
        format!("{editor}#licences")
    );
    assert!(shop.editor(id).await.contains("You receive $11.25 of each sale."));

    let files = [("file", Some("gear.stl"), STL)];
    assert_eq!(multipart(&mut shop.client, &format!("{editor}/files"), &files).await.location(), editor);
    let page = shop.editor(id).await;
    assert!(
        page.contains("The file is in.") && page.contains("gear.stl") && page.contains(": missing"),
        "{page}"
    );

    let picture = [("file", Some("gear.png"), png().leak() as &[u8]), ("alt", None, b"A gear".as_slice())];
    multipart(&mut shop.client, &format!("{editor}/pictures"), &picture).await.location();
    assert!(!shop.editor(id).await.contains(": missing"));

    let lock = shop.asset(id).await.lock_version.to_string();
    let fields = [("asset_id", text.as_str()), ("lock_version", &lock)];
    assert_eq!(shop.client.post_form("/api/fn/publish_listing", &fields).await.location(), editor);

    let asset = shop.asset(id).await;
    assert_eq!(asset.status, AssetStatus::Published);
    assert_eq!((asset.slug.as_str(), asset.price_from_minor), ("planetary-gear", 1250));
    assert_eq!(asset.search_text, "planetary gear turns and turns. brass planetary gears ada");
    assert!(asset.published_at.is_some() && asset.cover_preview_id.is_some());
    let version = shop.versions(id).await.remove(0);
    assert_eq!(asset.current_version_id, Some(version.id));
    assert_eq!(version.status, VersionStatus::Ready);
    let line = format!("{}  gear.stl\n", sha256(STL));
    assert_eq!(version.content_hash.unwrap(), sha256(line.as_bytes()));
    let file = shop.files(version.id).await.remove(0);
    let stored = shop.app.state.storage.sha256(&file.storage_key).await.unwrap();
    assert_eq!(stored.sha256_hex, sha256(STL));

    let told = audit_event::Entity::find().filter(audit_event::Column::EntityId.eq(id.to_string()));
    let told = told.one(shop.db()).await.unwrap().unwrap();
    assert_eq!((told.action.as_str(), told.actor_id), ("asset.published", Some(shop.seller.id)));
    assert!(shop.client.get("/sell").await.expect(200).text().contains("Planetary gear"));
});

on_both!(the_same_by_the_api, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.whole().await;
    let data = shop.submit(id).await.expect(200).json()["data"].clone();
    assert_eq!(data["status"], "published");
    assert_eq!(data["current_version"]["number"], "1.0.0");
    assert_eq!(data["current_version"]["files"][0]["sha256"], sha256(STL));
    assert_eq!(data["missing"], serde_json::json!({}));
    assert_eq!(data["draft_version"], serde_json::Value::Null);
});
