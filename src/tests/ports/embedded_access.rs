//! What the embedded server refuses, and that a refusal leaves nothing behind.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use prosets::ports::storage::{PresignedUpload, Storage, Ttl};
use sha2::{Digest, Sha256};
use url::Url;

use super::http::{self, send_raw};
use super::support::{Files, pairs, put, put_with};

const GOOD: &[u8] = b"the bytes that were promised";

/// Runs an upload that must fail, and looks for what it may have left.
async fn refused(files: &Files, key: &str, upload: impl Future<Output = StatusCode>) {
    let before = files.on_disk();
    let status = upload.await;
    assert!(status.is_client_error(), "{status}");
    assert!(!files.exists(key).await);
    assert_eq!(files.on_disk(), before);
}

#[tokio::test]
async fn other_bytes_than_promised_are_refused() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", GOOD).await;
    let same_size: Vec<u8> = GOOD.iter().rev().copied().collect();
    refused(&files, "uploads/1", async { put(&upload, same_size).await.status }).await;
    refused(&files, "uploads/1", async { put(&upload, &GOOD[1..]).await.status }).await;
    refused(&files, "uploads/1", async { put(&upload, [GOOD, b"!"].concat()).await.status }).await;
    refused(&files, "uploads/1", async { put(&upload, "").await.status }).await;
    assert_eq!(put(&upload, GOOD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_failed_upload_leaves_the_object_that_was_there() {
    let files = Files::start().await;
    files.storage.put("uploads/1", b"before".to_vec().into(), "text/plain").await.unwrap();
    let upload = files.upload_for("uploads/1", GOOD).await;
    let same_size: Vec<u8> = GOOD.iter().rev().copied().collect();
    assert_eq!(put(&upload, same_size).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(files.content("uploads/1").await.unwrap(), "before");
}

#[tokio::test]
async fn changed_headers_and_addresses_are_refused() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", GOOD).await;
    for (name, value) in [("content-type", "text/html"), ("x-amz-checksum-sha256", "AAAA")] {
        let mut other = upload.clone();
        other.headers.retain(|(header, _)| header != name);
        refused(&files, "uploads/1", async { put(&other, GOOD).await.status }).await;
        other.headers.push((name.into(), value.into()));
        refused(&files, "uploads/1", async { put(&other, GOOD).await.status }).await;
    }
    for (from, to) in [("uploads/1", "uploads/2"), ("X-Amz-Expires=60", "X-Amz-Expires=600")] {
        let other = tampered(&upload, from, to);
        refused(&files, "uploads/2", async { put(&other, GOOD).await.status }).await;
    }
    refused(&files, "uploads/1", async {
        http::send(Method::PUT, &bare(&upload.url), &[], GOOD).await.status
    })
    .await;
}

#[tokio::test]
async fn an_upload_cannot_be_turned_into_a_copy_of_somebody_elses_file() {
    let files = Files::start().await;
    files.storage.put("files/secret", b"paid for".to_vec().into(), "text/plain").await.unwrap();
    let upload = files.upload_for("uploads/1", GOOD).await;
    let copy = [("x-amz-copy-source", "prosets/files/secret")];
    refused(&files, "uploads/1", async { put_with(&upload, &copy, GOOD).await.status }).await;
    let meta = [("x-amz-meta-a", "b")];
    refused(&files, "uploads/1", async { put_with(&upload, &meta, GOOD).await.status }).await;
    assert_eq!(put(&upload, GOOD).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_upload_cut_off_in_the_middle_leaves_no_object() {
    let files = Files::start().await;
    let content = vec![7; 200_000];
    let upload = files.upload_for("uploads/1", &content).await;
    let head = raw_head(&upload, &format!("Content-Length: {}", content.len()));
    let before = files.on_disk();
    send_raw(&upload.url, &head, &content[..100_000]).await;
    assert!(!files.exists("uploads/1").await);
    assert_eq!(files.on_disk(), before);
}

#[tokio::test]
async fn a_body_in_chunks_cannot_slip_past_the_signed_size() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", GOOD).await;
    let mut body = format!("{:x}\r\n", GOOD.len() + 1).into_bytes();
    body.extend_from_slice(GOOD);
    body.extend_from_slice(b"!\r\n0\r\n\r\n");
    for length in [format!("Content-Length: {}\r\n", GOOD.len()), String::new()] {
        let head = raw_head(&upload, &format!("{length}Transfer-Encoding: chunked"));
        let answer = send_raw(&upload.url, &head, &body).await;
        assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(!files.exists("uploads/1").await);
    }
}

#[tokio::test]
async fn an_address_dies_when_its_time_is_over() {
    let files = Files::start().await;
    files.storage.put("files/a", GOOD.to_vec().into(), "text/plain").await.unwrap();
    for (age, expected) in [(290, StatusCode::OK), (301, StatusCode::FORBIDDEN)] {
        let signed_at = SystemTime::now() - Duration::from_secs(age);
        let lifetime = PresigningConfig::builder()
            .start_time(signed_at)
            .expires_in(Duration::from_secs(300))
            .build()
            .unwrap();
        let client = files.sdk();
        let get =
            client.get_object().bucket("prosets").key("files/a").presigned(lifetime.clone()).await.unwrap();
        assert_eq!(http::get(&get.uri().parse().unwrap(), &[]).await.status, expected);

        let put = client.put_object().bucket("prosets").key("files/b").content_length(GOOD.len() as i64);
        let put =
            put.checksum_sha256(STANDARD.encode(Sha256::digest(GOOD))).presigned(lifetime).await.unwrap();
        let headers: Vec<_> = put.headers().filter(|(name, _)| *name != "content-length").collect();
        let answer = http::send(Method::PUT, &put.uri().parse().unwrap(), &headers, GOOD).await;
        assert_eq!(answer.status, expected);
        assert_eq!(files.exists("files/b").await, expected == StatusCode::OK);
        files.storage.delete("files/b").await.unwrap();
    }
}

#[tokio::test]
async fn an_upload_whose_content_was_not_signed_is_refused() {
    let files = Files::start().await;
    let lifetime = PresigningConfig::expires_in(Duration::from_secs(60)).unwrap();
    let open = files.sdk().put_object().bucket("prosets").key("files/b").presigned(lifetime).await.unwrap();
    let answer = http::send(Method::PUT, &open.uri().parse().unwrap(), &[], GOOD).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn strangers_and_other_uses_of_an_address_are_refused() {
    let files = Files::start().await;
    files.storage.put("files/a", GOOD.to_vec().into(), "text/plain").await.unwrap();
    let url = files.storage.presign_get("files/a", Some("a.txt"), "text/plain", Ttl::MAX).await.unwrap();
    let other_name = Url::parse(&url.as_str().replace("a.txt", "b.txt")).unwrap();
    let other_type = Url::parse(&url.as_str().replace("text%2Fplain", "text%2Fhtml")).unwrap();
    assert_ne!((&other_name, &other_type), (&url, &url));
    for address in [bare(&url), url.join("/").unwrap(), other_name, other_type] {
        assert_eq!(http::get(&address, &[]).await.status, StatusCode::FORBIDDEN, "{address}");
    }
    for method in [Method::HEAD, Method::PUT, Method::DELETE] {
        assert_eq!(http::send(method, &url, &[], "").await.status, StatusCode::FORBIDDEN);
    }
    let form = [("content-type", "multipart/form-data; boundary=x")];
    let answer = http::send(Method::POST, &url.join("/prosets").unwrap(), &form, "--x--").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(files.content("files/a").await.unwrap(), GOOD);
}

fn tampered(upload: &PresignedUpload, from: &str, to: &str) -> PresignedUpload {
    let url = upload.url.as_str().replace(from, to);
    assert_ne!(url, upload.url.as_str());
    PresignedUpload { url: Url::parse(&url).unwrap(), headers: upload.headers.clone() }
}

fn bare(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_query(None);
    url
}

fn raw_head(upload: &PresignedUpload, more: &str) -> String {
    let lines: Vec<_> = pairs(upload).map(|(name, value)| format!("{name}: {value}")).collect();
    format!("{}\r\n{more}", lines.join("\r\n"))
}
