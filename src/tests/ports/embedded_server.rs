//! The embedded server as a neighbour: browsers from the shop's origin, ports, starts and stops.

use axum::http::{Method, StatusCode};
use prosets::ports::storage::embedded::{EmbeddedS3, StartError, durable};
use prosets::ports::storage::{S3Storage, Storage, Ttl};
use tokio_util::sync::CancellationToken;

use super::http;
use super::support::{Files, SHOP, config, put_with};

#[tokio::test]
async fn the_shops_pages_may_upload_and_others_may_not() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/1", b"abc").await;
    let preflight = |origin| {
        let asked = "content-type,x-amz-checksum-sha256";
        let headers = [
            ("origin", origin),
            ("access-control-request-method", "PUT"),
            ("access-control-request-headers", asked),
        ];
        let url = upload.url.clone();
        async move { http::send(Method::OPTIONS, &url, &headers, "").await }
    };
    let answer = preflight(SHOP).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), SHOP);
    assert!(answer.header("access-control-allow-methods").contains("PUT"));
    assert!(answer.header("access-control-allow-headers").contains("x-amz-checksum-sha256"));
    assert_eq!(preflight("https://evil.example").await.header("access-control-allow-origin"), "");

    let answer = put_with(&upload, &[("origin", SHOP)], "abc").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), SHOP);
    assert!(answer.header("access-control-expose-headers").contains("etag"));
}

#[tokio::test]
async fn nothing_served_here_can_act() {
    let files = Files::start().await;
    files.storage.put("files/a", b"<script>".to_vec().into(), "text/html").await.unwrap();
    let url = files.storage.presign_get("files/a", None, "text/html", Ttl::MAX).await.unwrap();
    let nowhere = url.join("/nowhere").unwrap();
    for answer in [http::get(&url, &[]).await, http::get(&nowhere, &[]).await] {
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-security-policy"), "sandbox");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    }
}

#[tokio::test]
async fn a_restart_finds_the_files_again() {
    let folder = tempfile::tempdir().unwrap();
    for run in 0..2 {
        let stop = CancellationToken::new();
        let server = EmbeddedS3::start(config(&folder, 0), stop.clone()).await.unwrap();
        let storage = S3Storage::new(server.storage_config());
        if run == 0 {
            storage.put("files/a", b"kept".to_vec().into(), "text/plain").await.unwrap();
        }
        assert_eq!(storage.read_bytes("files/a", 10).await.unwrap(), "kept");
        stop.cancel();
        server.stopped().await;
    }
}

#[tokio::test]
async fn a_port_in_use_is_said_with_its_setting() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    let error = EmbeddedS3::start(config(&folder, port), CancellationToken::new()).await.err().unwrap();
    assert!(matches!(error, StartError::PortInUse { .. }));
    let words = error.to_string();
    assert!(words.contains(&port.to_string()) && words.contains("PROSETS_S3_PORT"), "{words}");
}

#[tokio::test]
async fn a_second_process_of_the_same_shop_uses_the_first_ones_server() {
    let (folder, stop) = (tempfile::tempdir().unwrap(), CancellationToken::new());
    let (first, server) = EmbeddedS3::start_or_join(config(&folder, 0), stop.clone()).await.unwrap();
    let port = first.endpoint.as_ref().unwrap().port().unwrap();
    assert!(server.is_some());
    let (second, joined) = EmbeddedS3::start_or_join(config(&folder, port), stop.clone()).await.unwrap();
    assert!(joined.is_none());
    S3Storage::new(&second).check().await.unwrap();

    let another_shop = tempfile::tempdir().unwrap();
    let error = EmbeddedS3::start_or_join(config(&another_shop, port), stop).await.err().unwrap();
    assert!(matches!(error, StartError::PortInUse { .. }));
}

#[tokio::test]
async fn a_folder_that_cannot_be_used_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("storage"), "in the way").unwrap();
    let error = EmbeddedS3::start(config(&folder, 0), CancellationToken::new()).await.err().unwrap();
    let words = error.to_string();
    assert!(words.contains("storage") && words.contains("PROSETS_DATA_DIR"), "{words}");
}

#[tokio::test]
async fn an_origin_that_is_none_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = config(&folder, 0);
    config.allowed_origins.push("*".to_owned());
    let error = EmbeddedS3::start(config, CancellationToken::new()).await.err().unwrap();
    assert!(matches!(error, StartError::Origin(_)));
}

#[tokio::test]
async fn what_is_synced_is_all_that_was_written() {
    let files = Files::start().await;
    let upload = files.upload_for("uploads/deep/1", b"abc").await;
    assert_eq!(put_with(&upload, &[], "abc").await.status, StatusCode::OK);
    files.storage.put("files/a", b"kept".to_vec().into(), "text/plain").await.unwrap();
    files.storage.copy("uploads/deep/1", "files/b").await.unwrap();
    let root = files.folder.path().join("storage");
    let keys = ["uploads/deep/1", "files/a", "files/b"];
    let synced: Vec<_> = keys.iter().flat_map(|key| durable::files_of(&root, "prosets", key)).collect();
    let missed: Vec<_> = files.on_disk().into_iter().filter(|file| !synced.contains(file)).collect();
    assert!(missed.is_empty(), "{missed:?}");
    keys.iter().for_each(|key| durable::sync(&root, "prosets", key).unwrap());
    assert!(durable::sync(&root, "prosets", "files/nothing").is_err(), "what is not there is not synced");
}
