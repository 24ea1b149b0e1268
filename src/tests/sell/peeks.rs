//! Files that arrive are looked into, and the product page shows of them what everybody may see.

use std::io::{Cursor, Write};

use chrono::TimeDelta;
use prosets::db::entities::{job, peek};
use prosets::server::jobs::{Job, enqueue};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::support::{Shop, png};

/// Sixty lines, of which the last is worth the money.
fn code() -> String {
    let mut text: String = (1..60).map(|n| format!("pub const LINE_{n}: u32 = {n};\n")).collect();
    text.push_str("pub const SECRET: u32 = 60;\n");
    text
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// On the shelves, with these files and a picture.
async fn published(shop: &mut Shop, kind: &str, price: i64, files: &[(&str, &[u8])]) -> Uuid {
    let id = shop.described(kind, price).await;
    for (name, bytes) in files {
        shop.upload(id, name, bytes).await.expect(200);
    }
    shop.picture(id, "A picture").await.expect(201);
    shop.app.settle().await;
    shop.submit(id).await.expect(200);
    id
}

async fn page(shop: &Shop, id: Uuid, query: &str) -> String {
    let slug = shop.asset(id).await.slug;
    shop.app.client().get(&format!("/assets/{slug}{query}")).await.expect(200).text()
}

on_both!(a_snippet_shows_the_first_lines_of_each_file_and_keeps_what_costs_money, |db| async move {
    let mut shop = Shop::open(db).await;
    let code = code();
    let files: [(&str, &[u8]); 3] = [
        ("retry.rs", code.as_bytes()),
        ("READ ME.md", b"# How\n\nPaste it.\n\nRun it.\n\nKeep it.\n"),
        ("cut.png", &png()),
    ];
    let id = published(&mut shop, "snippet", 900, &files).await;
    let html = page(&shop, id, "").await;
    for part in [
        "LINE_19",
        "aria-current=\"true\"",
        "href=\"?file=READ%20ME%2Emd#source\"",
        "The first 20 of 60 lines. The others come with the download.",
        "data-copy=\"#source-code\"",
        "Rust",
        "src=\"/copy.js\"",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    for secret in ["SECRET", "LINE_21", "LINE_22", "Paste it", "?file=cut"] {
        assert!(!html.contains(secret), "{secret} is on the page: {html}");
    }
    let other = page(&shop, id, "?file=READ%20ME.md").await;
    assert!(other.contains("The first 2 of 7 lines") && other.contains("How"), "{other}");
    assert!(!other.contains("LINE_1") && !other.contains("Paste it"), "{other}");
    for odd in ["?file=nothing", "?file=", "?file=../../etc/passwd", "?file=cut.png"] {
        assert!(page(&shop, id, odd).await.contains("LINE_1"), "{odd}");
    }
    let api = shop.app.client().get_json(&format!("/api/v1/assets/{id}")).await.text();
    assert!(!api.contains("LINE_1"));
    assert!(!shop.app.client().get("/assets?q=SECRET").await.text().contains("SECRET: u32"));
});

on_both!(a_free_snippet_shows_all_of_itself, |db| async move {
    let mut shop = Shop::open(db).await;
    let code = code();
    let id = published(&mut shop, "snippet", 0, &[("retry.rs", code.as_bytes())]).await;
    let html = page(&shop, id, "").await;
    assert!(html.contains("SECRET") && !html.contains("come with the download"), "{html}");
    assert!(!html.contains("Files of this snippet"), "one file needs no list");
    // It costs something from now on, and the page forgets the rest at once.
    let licences = json!({ "licences": [{ "code": "personal", "price_minor": 900 }] });
    shop.patch(id, licences).await.expect(200);
    assert!(!page(&shop, id, "").await.contains("SECRET"));
});

on_both!(a_module_tells_what_its_manifest_says, |db| async move {
    let mut shop = Shop::open(db).await;
    let manifest =
        br#"{ "name": "typed-events", "version": "1.1.0", "license": "MIT", "engines": { "node": ">=20" },
        "dependencies": { "tslib": "^2.6.0" }, "devDependencies": { "vitest": "^3.0.0</td><script>" } }"#;
    let archive = zip(&[("package/package.json", manifest), ("package/events.ts", b"export {};\n")]);
    let id = published(&mut shop, "module", 500, &[("typed-events-1.1.0.zip", &archive)]).await;
    assert!(shop.editor(id).await.contains("Its manifest says: typed-events 1.1.0."));
    let html = page(&shop, id, "").await;
    for part in [
        "JavaScript (npm)",
        "Node.js",
        "tslib",
        "^2.6.0",
        "to develop",
        "npm install ./package",
        "unpack it in your project",
        "this shop is not a package registry",
        "In typed-events-1.1.0.zip: 2 files",
        "package/events.ts",
    ] {
        assert!(html.contains(part), "{part} is missing: {html}");
    }
    assert!(!html.contains("</td><script>"));
});

on_both!(hostile_archives_end_in_words_and_never_in_retries, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("module").await;
    let cargo: &[u8] = b"[package]\nname = \"a\"\n";
    let bomb = zip(&[("zeros", &vec![0; 40 * 1024 * 1024])]);
    let large = vec![b'#'; 10 * 1024 * 1024];
    let hostile: [(&str, Vec<u8>, &str); 6] = [
        ("bomb.zip", bomb, "far more than its size"),
        ("out.zip", zip(&[("../Cargo.toml", cargo)]), "outside of its own folder"),
        ("torn.zip", zip(&[("Cargo.toml", cargo)])[..40].to_vec(), "cut off or damaged"),
        ("large.zip", zip(&[("Cargo.toml", &large)]), "larger than 256 kB"),
        ("twice.zip", zip(&[("package.json", br#"{"name":"a","name":"b"}"#)]), "stands twice"),
        ("Cargo.toml", b"[package]\nname = \"a\"\nname = \"b\"\n".to_vec(), "Cargo.toml cannot be read"),
    ];
    for (name, bytes, _) in &hostile {
        shop.upload(id, name, bytes).await.expect(200);
    }
    shop.app.settle().await;
    let page = shop.editor(id).await;
    for (name, _, words) in &hostile {
        assert!(page.contains(words), "{name}: {words} is missing: {page}");
    }
    let failed = job::Entity::find().filter(job::Column::LastError.is_not_null());
    assert!(failed.all(shop.db()).await.unwrap().is_empty());
});

on_both!(what_is_removed_before_its_turn_is_not_looked_into, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.draft("snippet").await;
    shop.upload(id, "main.rs", b"fn main() {}\n").await.expect(200);
    let file = shop.draft_files(id).await.remove(0).id;
    let form = [("file_id", file.to_string())];
    let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
    shop.client.post_form("/api/fn/remove_file", &form).await.expect(303);
    prosets::sell::peek(&shop.app.state, file).await.unwrap();
    prosets::sell::peek(&shop.app.state, Uuid::now_v7()).await.unwrap();
    assert!(peek::Entity::find().all(shop.db()).await.unwrap().is_empty());
});

on_both!(licences_of_code_are_offered_for_code_alone, |db| async move {
    let mut shop = Shop::open(db).await;
    let id = shop.described("snippet", 900).await;
    let mit = json!({ "licences": [{ "code": "mit", "price_minor": 400 }] });
    shop.patch(id, mit.clone()).await.expect(200);
    shop.upload(id, "main.rs", code().as_bytes()).await.expect(200);
    shop.picture(id, "A picture").await.expect(201);
    shop.app.settle().await;
    shop.submit(id).await.expect(200);
    let html = page(&shop, id, "").await;
    assert!(html.contains("SPDX: <code>MIT</code>"), "{html}");
    let model = shop.described("model", 900).await;
    shop.patch(model, mit).await.expect(422);
    assert!(!shop.editor(model).await.contains("mit_price"));
    assert!(shop.editor(id).await.contains("mit_price"));
});

on_both!(files_from_before_are_looked_into_once, |db| async move {
    let mut shop = Shop::open(db).await;
    let archive = zip(&[("package/package.json", br#"{ "name": "a", "version": "1.0.0" }"#)]);
    let files: [(&str, &[u8]); 3] = [("a.zip", &archive), ("a.js", b"1;\n"), ("cut.png", &png())];
    let id = published(&mut shop, "module", 0, &files).await;
    assert!(page(&shop, id, "").await.contains("In a.zip: 1 file"));
    // As if they had come when nothing was looked into yet.
    job::Entity::delete_many().exec(shop.db()).await.unwrap();
    peek::Entity::delete_many().exec(shop.db()).await.unwrap();
    assert!(!page(&shop, id, "").await.contains("In a.zip"));
    let waiting = || async {
        let jobs = job::Entity::find().filter(job::Column::Kind.eq("peek"));
        jobs.all(shop.db()).await.unwrap().len()
    };
    let sought = || async {
        enqueue(shop.db(), &Job::PeekOlder { after: None }, shop.app.state.clock.now()).await.unwrap();
        shop.app.settle().await;
        waiting().await
    };
    assert_eq!(sought().await, 0, "they may still be in the queue");
    shop.app.state.clock.advance(TimeDelta::hours(2));
    for _ in 0..2 {
        assert_eq!(sought().await, 2, "each once, and nothing else");
    }
    shop.app.state.clock.advance(TimeDelta::minutes(1));
    shop.app.settle().await;
    assert!(page(&shop, id, "").await.contains("In a.zip: 1 file"));
    let found = peek::Entity::find().all(shop.db()).await.unwrap();
    assert_eq!(found.len(), 2, "{found:?}");

    // What is known is left alone, even once the jobs are forgotten; one that is lost is found by itself.
    job::Entity::delete_many().exec(shop.db()).await.unwrap();
    assert_eq!(sought().await, 0);
    peek::Entity::delete_by_id(found[0].file_id).exec(shop.db()).await.unwrap();
    prosets::sell::peek_older(&shop.app.state, Some(found[0].file_id.max(found[1].file_id))).await.unwrap();
    assert_eq!(waiting().await, 0, "nothing stands behind the last");
    assert_eq!(sought().await, 1);
    shop.app.settle().await;
    assert_eq!(peek::Entity::find().all(shop.db()).await.unwrap().len(), 2);
});
