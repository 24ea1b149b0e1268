//! Files are hostile until proven otherwise.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use prosets::db::entities::file::FileStatus;
use prosets::db::entities::upload;
use sea_orm::EntityTrait;
use serde_json::json;

use super::support::{STL, Shop, fault, png, put, sha256};

const LIMIT: u64 = 100 * 1024 * 1024;

on_both!(a_file_arrives_as_it_was_announced, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "C:\\work\\gear.stl", STL).await;
    let shown = shop.client.get_json(&format!("/api/v1/uploads/{}", begun.id)).await.expect(200).json();
    assert_eq!(shown["data"]["status"], "pending");
    assert_eq!(put(&begun, STL).await, StatusCode::OK);
    let done = shop.complete(begun.id).await.expect(200).json();
    assert_eq!(done["data"]["status"], "complete");
    // Once more changes nothing.
    assert_eq!(shop.complete(begun.id).await.expect(200).json()["data"]["file_id"], done["data"]["file_id"]);

    let files = shop.draft_files(draft).await;
    assert_eq!(files.len(), 1);
    assert_eq!((files[0].name.as_str(), files[0].content_type.as_str()), ("gear.stl", "model/stl"));
    assert!(shop.is_stored(&files[0].storage_key).await);
    assert!(!shop.is_stored(&format!("uploads/{}", begun.id)).await, "nothing is kept twice");
});

on_both!(storage_takes_only_what_was_signed, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    assert_ne!(put(&begun, b"another file of another size").await, StatusCode::OK);
    let same_size = vec![b'x'; STL.len()];
    assert_ne!(put(&begun, &same_size).await, StatusCode::OK);
    shop.complete(begun.id).await.expect(409);
    assert!(shop.draft_files(draft).await.is_empty());
});

on_both!(what_arrived_is_measured_and_hashed_again, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    for (content, words) in
        [(vec![b'x'; STL.len()], "SHA-256 differs"), (b"short".to_vec(), "5 bytes arrived")]
    {
        let begun = shop.begin(draft, "gear.stl", STL).await;
        let key = format!("uploads/{}", begun.id);
        shop.app.state.storage.put(&key, content.into(), "model/stl").await.unwrap();
        let refused = shop.complete(begun.id).await.expect(422);
        assert!(fault(&refused, "file").contains(words), "{}", refused.text());
        // Asked again, the same answer.
        assert_eq!(fault(&shop.complete(begun.id).await.expect(422), "file"), fault(&refused, "file"));

        let files = shop.draft_files(draft).await;
        assert_eq!((files.len(), files[0].status), (1, FileStatus::Rejected));
        assert!(shop.editor(draft).await.contains(words), "the reason stands beside the file");
        assert!(!shop.is_stored(&files[0].storage_key).await && !shop.is_stored(&key).await);
    }
    // A good one takes the place of the refused one.
    shop.upload(draft, "gear.stl", STL).await.expect(200);
    let files = shop.draft_files(draft).await;
    assert_eq!((files.len(), files[0].status), (1, FileStatus::Ready));
});

on_both!(files_are_what_their_names_say, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let png = png();
    let wrong: [(&str, &[u8]); 5] = [
        ("a.stl", &png),
        ("b.glb", STL),
        ("c.rs", &png),
        ("d.zip", STL),
        ("e.png", b"GIF89a no picture at all"),
    ];
    for (name, content) in wrong {
        let refused = shop.upload(draft, name, content).await.expect(422);
        assert!(fault(&refused, "file").contains("By its name"), "{name}: {}", refused.text());
    }
    let right: [(&str, &[u8]); 4] =
        [("a.stl", STL), ("c.rs", b"fn main() {}"), ("e.png", &png), ("LICENSE", "Für alle.".as_bytes())];
    for (name, content) in right {
        shop.upload(draft, name, content).await.expect(200);
    }
});

on_both!(what_cannot_be_sold_is_told_before_anything_is_sent, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let hash = sha256(STL);
    let large = shop.announce(draft, "a.stl", LIMIT + 1, &hash).await.expect(413).json();
    assert!(large["error"]["message"].as_str().unwrap().contains("100 MiB"));
    shop.announce(draft, "a.stl", LIMIT, &hash).await.expect(201);
    for (name, size, sha256, field) in [
        ("a.exe", 10, hash.as_str(), "name"),
        ("a\u{202e}.stl", 10, &hash, "name"),
        ("..", 10, &hash, "name"),
        ("a\0.stl", 10, &hash, "name"),
        ("b.stl", 0, &hash, "size"),
        ("b.stl", 10, "abc", "sha256"),
    ] {
        let refused = shop.announce(draft, name, size, sha256).await.expect(422);
        assert!(!fault(&refused, field).is_empty());
    }
    shop.client
        .post_json("/api/v1/uploads", json!({ "name": "a.stl", "size": 1, "sha256": hash }))
        .await
        .expect(422);
});

on_both!(the_same_name_twice_would_overwrite, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    // Both begun before either is there.
    let (one, two) = (shop.begin(draft, "gear.stl", STL).await, shop.begin(draft, "GEAR.stl", STL).await);
    put(&one, STL).await;
    put(&two, STL).await;
    shop.complete(one.id).await.expect(200);
    shop.complete(two.id).await.expect(409);
    let again = shop.announce(draft, "Gear.STL", 10, &sha256(STL)).await.expect(422);
    assert!(fault(&again, "name").contains("gear.stl is there already"));
    assert_eq!(shop.draft_files(draft).await.len(), 1);
});

on_both!(an_upload_cut_off_leaves_nothing_and_can_be_begun_again, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    let headers: Vec<_> = begun.headers.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
    let head = format!("{}Content-Length: {}\r\nConnection: close", headers.concat(), STL.len());
    crate::ports::http::send_raw(&begun.url, &head, &STL[..20]).await;
    shop.complete(begun.id).await.expect(409);
    assert!(shop.draft_files(draft).await.is_empty());
    assert!(!shop.editor(draft).await.contains("gear.stl"));

    shop.upload(draft, "gear.stl", STL).await.expect(200);
    // The first try was superseded.
    shop.complete(begun.id).await.expect(409);
});

on_both!(an_upload_cut_off_is_finished_later_at_the_same_address, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    let headers: Vec<_> = begun.headers.iter().map(|(n, v)| format!("{n}: {v}\r\n")).collect();
    let head = format!("{}Content-Length: {}\r\nConnection: close", headers.concat(), STL.len());
    for sent in [0, 1, STL.len() - 1] {
        crate::ports::http::send_raw(&begun.url, &head, &STL[..sent]).await;
        let answer = shop.complete(begun.id).await.expect(409).json();
        assert_eq!(answer["error"]["message"], "The file has not arrived. Send it again.");
    }
    assert_eq!(put(&begun, STL).await, StatusCode::OK);
    shop.complete(begun.id).await.expect(200);
    assert_eq!(shop.draft_files(draft).await.len(), 1);
});

on_both!(a_file_larger_than_it_was_said_to_be_is_refused, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    let key = format!("uploads/{}", begun.id);
    assert_ne!(put(&begun, &[STL, b"more"].concat()).await, StatusCode::OK);
    assert!(!shop.is_stored(&key).await);
    // Past storage's own checks, as another S3 may let it through.
    let large = vec![b'x'; usize::try_from(LIMIT).unwrap() + 1];
    shop.app.state.storage.put(&key, large.into(), "model/stl").await.unwrap();
    let refused = shop.complete(begun.id).await.expect(422);
    assert!(fault(&refused, "file").contains("104857601 bytes arrived"), "{}", refused.text());
    assert!(!shop.is_stored(&key).await, "nothing of it is kept");
    assert_eq!(shop.draft_files(draft).await[0].status, FileStatus::Rejected);
});

on_both!(unfinished_uploads_are_swept, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    put(&begun, STL).await;
    let key = format!("uploads/{}", begun.id);
    prosets::sell::sweep_uploads(&shop.app.state).await.unwrap();
    assert!(shop.is_stored(&key).await, "there is time yet");

    shop.app.state.clock.advance(TimeDelta::minutes(61));
    prosets::sell::sweep_uploads(&shop.app.state).await.unwrap();
    assert!(!shop.is_stored(&key).await);
    shop.complete(begun.id).await.expect(409);
    let shown = shop.client.get_json(&format!("/api/v1/uploads/{}", begun.id)).await.expect(200).json();
    assert_eq!(shown["data"]["status"], "expired");

    // Late bytes go too, and with them the row.
    put(&begun, STL).await;
    shop.app.state.clock.advance(TimeDelta::hours(25));
    prosets::sell::sweep_uploads(&shop.app.state).await.unwrap();
    assert!(!shop.is_stored(&key).await);
    assert!(upload::Entity::find().all(shop.db()).await.unwrap().is_empty());
});

on_both!(an_upload_can_be_ended_and_its_file_removed, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    put(&begun, STL).await;
    let path = format!("/api/v1/uploads/{}", begun.id);
    shop.client.json(Method::DELETE, &path, &[], json!({})).await.expect(200);
    assert!(!shop.is_stored(&format!("uploads/{}", begun.id)).await);
    shop.complete(begun.id).await.expect(409);

    let done = shop.upload(draft, "gear.stl", STL).await.expect(200).json();
    let file = shop.draft_files(draft).await.remove(0);
    let path = format!("/api/v1/uploads/{}", done["data"]["id"].as_str().unwrap());
    shop.client.json(Method::DELETE, &path, &[], json!({})).await.expect(200);
    assert!(shop.draft_files(draft).await.is_empty() && !shop.is_stored(&file.storage_key).await);

    shop.upload(draft, "gear.stl", STL).await.expect(200);
    let file = shop.draft_files(draft).await.remove(0).id.to_string();
    shop.client.post_form("/api/fn/remove_file", &[("file_id", &file)]).await.location();
    assert!(shop.draft_files(draft).await.is_empty());
});

on_both!(completing_twice_at_once_makes_one_file, |db| async move {
    let mut shop = Shop::open(db).await;
    let draft = shop.draft("model").await;
    let begun = shop.begin(draft, "gear.stl", STL).await;
    put(&begun, STL).await;
    let path = format!("/api/v1/uploads/{}/complete", begun.id);
    let (mut one, mut two) = (shop.client.clone(), shop.client.clone());
    let (one, two) = tokio::join!(one.post_json(&path, json!({})), two.post_json(&path, json!({})));
    // The slower one may find the file taken away already.
    assert!([one.status, two.status].contains(&StatusCode::OK));
    assert!([one.status, two.status].iter().all(|status| [200, 404, 409].contains(&status.as_u16())));
    let files = shop.draft_files(draft).await;
    assert_eq!((files.len(), files[0].status), (1, FileStatus::Ready));
    assert!(shop.is_stored(&files[0].storage_key).await);
});
