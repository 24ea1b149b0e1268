//! The storage port over the embedded server, as every slice uses it.

use std::time::Duration;

use axum::http::StatusCode;
use prosets::ports::storage::{ObjectBody, ObjectInfo, Storage, StorageError, Ttl};

use super::http;
use super::support::{Files, put, put_with, sha256_hex};

const STL: &[u8] = b"solid cube\nendsolid cube\n";

#[tokio::test]
async fn an_object_is_written_read_copied_and_deleted() {
    let files = Files::start().await;
    let storage = &files.storage;
    storage.put("files/a.stl", STL.to_vec().into(), "model/stl").await.unwrap();
    let info = ObjectInfo { size_bytes: STL.len() as u64, content_type: Some("model/stl".into()) };
    assert_eq!(storage.head("files/a.stl").await.unwrap(), Some(info.clone()));
    assert_eq!(storage.read("files/a.stl").await.unwrap().info, info);

    storage.copy("files/a.stl", "files/b.stl").await.unwrap();
    storage.delete("files/a.stl").await.unwrap();
    storage.delete("files/a.stl").await.unwrap();
    assert_eq!(storage.head("files/a.stl").await.unwrap(), None);
    assert_eq!(storage.head("files/b.stl").await.unwrap(), Some(info));
    let checksum = storage.sha256("files/b.stl").await.unwrap();
    assert_eq!((checksum.sha256_hex, checksum.size_bytes), (sha256_hex(STL), STL.len() as u64));

    storage.delete("files/b.stl").await.unwrap();
    assert_eq!(files.on_disk(), Vec::<std::path::PathBuf>::new(), "nothing is left behind");
}

#[tokio::test]
async fn a_file_larger_than_memory_likes_goes_through_as_a_stream() {
    let files = Files::start().await;
    let path = files.folder.path().join("large.bin");
    let content: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
    std::fs::write(&path, &content).unwrap();
    files.storage.put("files/large", ObjectBody::File(path), "application/octet-stream").await.unwrap();
    let checksum = files.storage.sha256("files/large").await.unwrap();
    assert_eq!((checksum.sha256_hex, checksum.size_bytes), (sha256_hex(&content), content.len() as u64));
    let error = files.storage.read_bytes("files/large", 1000).await.unwrap_err();
    assert!(matches!(error, StorageError::TooLarge(1000)));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let files = Files::start().await;
    let storage = &files.storage;
    assert!(matches!(storage.read("files/none").await.err(), Some(StorageError::NotFound)));
    assert!(matches!(storage.copy("files/none", "files/b").await, Err(StorageError::NotFound)));
    assert!(matches!(storage.sha256("files/none").await, Err(StorageError::NotFound)));
    assert!(matches!(storage.read("../storage.secret").await.err(), Some(StorageError::BadKey(_))));
}

#[tokio::test]
async fn the_check_uses_the_storage_and_tells_when_it_is_gone() {
    let files = Files::start().await;
    files.storage.check().await.unwrap();
    assert!(files.on_disk().is_empty());
    std::fs::remove_dir_all(files.folder.path().join("storage")).unwrap();
    assert!(matches!(files.storage.check().await, Err(StorageError::Unavailable(_))));
}

#[tokio::test]
async fn an_upload_by_a_signed_address_arrives_unchanged() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", STL).await;
    let answer = put(&upload, STL).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.header("etag").is_empty());
    assert_eq!(files.content("uploads/1").await.unwrap(), STL);
    assert_eq!(files.storage.head("uploads/1").await.unwrap().unwrap().content_type.unwrap(), "model/stl");
}

#[tokio::test]
async fn a_download_carries_the_same_bytes_under_a_name() {
    let files = Files::start().await;
    files.storage.put("files/a", STL.to_vec().into(), "application/octet-stream").await.unwrap();
    let url =
        files.storage.presign_get("files/a", Some("Größe \"1\".stl"), "model/stl", Ttl::MAX).await.unwrap();
    assert!(url.as_str().contains("X-Amz-Expires=300"));

    let whole = http::get(&url, &[]).await;
    assert_eq!((whole.status, &whole.body[..]), (StatusCode::OK, STL));
    assert_eq!(whole.header("content-type"), "model/stl");
    let disposition =
        "attachment; filename=\"Gr__e _1_.stl\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.stl";
    assert_eq!(whole.header("content-disposition"), disposition);

    let part = http::get(&url, &[("range", "bytes=6-9")]).await;
    assert_eq!((part.status, &part.body[..]), (StatusCode::PARTIAL_CONTENT, &b"cube"[..]));
    assert_eq!(part.header("content-range"), format!("bytes 6-9/{}", STL.len()));
}

#[tokio::test]
async fn only_pictures_are_shown_in_place() {
    let files = Files::start().await;
    files.storage.put("media/a", b"...".to_vec().into(), "image/webp").await.unwrap();
    for (content_type, expected) in [("image/webp", "inline"), ("image/svg+xml", "attachment")] {
        let url = files.storage.presign_get("media/a", None, content_type, Ttl::MAX).await.unwrap();
        assert_eq!(http::get(&url, &[]).await.header("content-disposition"), expected);
    }
}

#[tokio::test]
async fn an_uploaders_own_headers_do_not_reach_the_buyer() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", STL).await;
    let tricks = [("content-encoding", "gzip"), ("cache-control", "max-age=9"), ("content-language", "tlh")];
    assert_eq!(put_with(&upload, &tricks, STL).await.status, StatusCode::OK);
    let url = files.storage.presign_get("uploads/1", None, "model/stl", Ttl::MAX).await.unwrap();
    let answer = http::get(&url, &[]).await;
    for (name, _) in tricks {
        assert_eq!(answer.header(name), "", "{name}");
    }
}

#[tokio::test]
async fn what_cannot_be_signed_is_said() {
    let files = Files::start().await;
    let (sha256, ttl) = (sha256_hex(STL), Duration::from_secs(60));
    for (size, sha256, content_type) in [
        (0, sha256.as_str(), "model/stl"),
        (u64::MAX, &sha256, "model/stl"),
        (1, "abcd", "model/stl"),
        (1, "not hex", "model/stl"),
        (1, &sha256, ""),
        (1, &sha256, "text/html\r\nx-evil: 1"),
    ] {
        let signed = files.storage.presign_put("uploads/1", size, sha256, content_type, ttl).await;
        assert!(matches!(signed, Err(StorageError::Unsignable(_))), "{size} {sha256} {content_type}");
    }
}

#[test]
fn download_addresses_live_five_minutes_at_most() {
    assert!(Ttl::seconds(0).is_none() && Ttl::seconds(301).is_none());
    assert_eq!(Ttl::seconds(300), Some(Ttl::MAX));
}
