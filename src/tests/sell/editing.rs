//! Each part of the editor is saved by itself, and nothing typed is lost.

use serde_json::json;

use super::support::{HOSTILE, STL, Shop, fault, multipart, png};

on_both!(hostile_words_stay_words_in_every_field, |db| async move {
    let mut shop = Shop::open(db).await;
    let fields = [("kind", "snippet"), ("title", HOSTILE), ("_from", "/sell/new")];
    let editor = shop.client.post_form("/api/fn/start_listing", &fields).await.location().to_owned();
    let id: uuid::Uuid = editor["/sell/".len()..].parse().unwrap();
    let (text, lock) = (id.to_string(), shop.asset(id).await.lock_version.to_string());
    let fields = [
        ("asset_id", text.as_str()),
        ("lock_version", &lock),
        ("title", HOSTILE),
        ("summary", HOSTILE),
        ("description", HOSTILE),
        ("category", "gears"),
        ("tags", HOSTILE),
    ];
    // Too long for a tag.
    let refused =
        shop.client.post_form("/api/fn/edit_listing", &[&fields[..], &[("_from", &editor)]].concat()).await;
    let page = refused.expect(422).text();
    assert!(!page.contains("<script>alert") && page.contains("too long for a tag"), "{page}");
    let fields = [&fields[..6], &[("tags", "</p><script>")]].concat();
    shop.client.post_form("/api/fn/edit_listing", &fields).await.location();
    let excerpt = [("asset_id", text.as_str()), ("language", HOSTILE), ("text", HOSTILE)];
    shop.client.post_form("/api/fn/set_excerpt", &excerpt).await.location();
    let version = [("asset_id", text.as_str()), ("number", "1.0.0"), ("notes", HOSTILE)];
    shop.client.post_form("/api/fn/edit_version", &version).await.location();
    let picture = [("file", Some("a.png"), png().leak() as &[u8]), ("alt", None, HOSTILE.as_bytes())];
    multipart(&mut shop.client, &format!("{editor}/pictures"), &picture).await.location();

    let page = shop.editor(id).await;
    assert!(!page.contains("<script>alert") && !page.contains("</textarea><script"), "{page}");
    assert_eq!(shop.asset(id).await.description, HOSTILE);
    let list = shop.client.get("/sell").await.expect(200).text();
    assert!(!list.contains("<script>alert"));
});

on_both!(what_was_typed_comes_back_with_the_words_at_the_field, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let (editor, text) = (format!("/sell/{id}"), id.to_string());
    let long = "x".repeat(201);
    let fields = [
        ("asset_id", text.as_str()),
        ("lock_version", "0"),
        ("title", ""),
        ("summary", &long),
        ("description", "Kept as it is"),
        ("category", "nonsense"),
        ("tags", "kept-tag"),
        ("_from", &editor),
    ];
    let page = shop.client.post_form("/api/fn/edit_listing", &fields).await.expect(422).text();
    for words in ["Give it a title.", "201 characters", &long, "Kept as it is", "kept-tag"] {
        assert!(page.contains(words), "{words}");
    }
    assert_eq!(shop.asset(id).await.title, "Gear");

    let fields = [("title", "Kept title"), ("_from", "/sell/new")];
    let page = shop.client.post_form("/api/fn/start_listing", &fields).await.expect(422).text();
    assert!(page.contains("Choose what you want to sell.") && page.contains("Kept title"));
});

on_both!(an_edit_of_an_older_page_is_told_and_keeps_its_words, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    let (editor, text) = (format!("/sell/{id}"), id.to_string());
    let edit = |title: &'static str, lock: i64| {
        let (editor, text, lock) = (editor.clone(), text.clone(), lock.to_string());
        let mut client = shop.client.clone();
        async move {
            let fields =
                [("asset_id", &*text), ("lock_version", &*lock), ("title", title), ("_from", &*editor)];
            client.post_form("/api/fn/edit_listing", &fields).await
        }
    };
    edit("First", 0).await.location();
    let stale = edit("Second", 0).await.expect(409).text();
    assert!(stale.contains("changed in another window") && stale.contains("value=\"Second\""), "{stale}");
    assert_eq!(shop.asset(id).await.title, "First");
    // The page that came back knows the newer state: saving again goes through.
    assert!(stale.contains("name=\"lock_version\" value=\"1\""), "{stale}");
    edit("Second", 1).await.location();
    assert_eq!(shop.asset(id).await.title, "Second");

    shop.patch(id, json!({ "title": "Third", "lock_version": 1 })).await.expect(409);
    shop.patch(id, json!({ "title": "Third", "lock_version": 2 })).await.expect(200);
    shop.patch(id, json!({ "title": "Fourth" })).await.expect(200);
});

on_both!(uploads_do_not_make_an_open_page_old, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("model").await;
    shop.upload(id, "gear.stl", STL).await.expect(200);
    shop.picture(id, "A gear").await.expect(201);
    shop.patch(id, json!({ "title": "New", "lock_version": 0 })).await.expect(200);
});

on_both!(programs_change_only_what_they_name, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("model", 1200).await;
    let data =
        shop.patch(id, json!({ "tags": ["One", "two", "ONE"] })).await.expect(200).json()["data"].clone();
    assert_eq!(data["tags"], json!(["one", "two"]));
    assert_eq!(
        (data["summary"].as_str(), data["category"].as_str()),
        (Some("A gear that turns."), Some("gears"))
    );
    assert_eq!(data["price_minor"], 1200);
    let data = shop.patch(id, json!({ "category": "", "tags": [] })).await.expect(200).json()["data"].clone();
    assert_eq!((&data["category"], &data["tags"]), (&json!(null), &json!([])));
    shop.patch(id, json!({ "titel": "typo" })).await.expect(422);
    let refused = shop.patch(id, json!({ "title": "a\0b", "summary": "x".repeat(300) })).await.expect(422);
    assert!(fault(&refused, "summary").contains("300"));
    shop.patch(id, json!({ "title": "a\0b", "description": "c\0d" })).await.expect(200);
    assert_eq!(shop.asset(id).await.title, "a b");
});
