//! An embedded S3 server on a free port with a folder of its own.

use std::path::PathBuf;
use std::time::Duration;

use aws_sdk_s3::config::{BehaviorVersion, Credentials, Region, RequestChecksumCalculation};
use axum::body::Bytes;
use axum::http::Method;
use prosets::ports::storage::embedded::{EmbeddedConfig, EmbeddedS3};
use prosets::ports::storage::{PresignedUpload, S3Config, S3Storage, Storage};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::http::{self, Answer};

pub const SHOP: &str = "http://localhost:3000";

pub struct Files {
    pub storage: S3Storage,
    config: S3Config,
    pub folder: TempDir,
    _stop: DropGuard,
}

pub fn config(folder: &TempDir, port: u16) -> EmbeddedConfig {
    EmbeddedConfig {
        host: [127, 0, 0, 1].into(),
        port,
        public_url: None,
        data_dir: folder.path().to_owned(),
        allowed_origins: vec![SHOP.to_owned()],
    }
}

impl Files {
    pub async fn start() -> Self {
        let (folder, stop) = (tempfile::tempdir().unwrap(), CancellationToken::new());
        let server = EmbeddedS3::start(config(&folder, 0), stop.clone()).await.unwrap();
        let config = server.storage_config().clone();
        Self { storage: S3Storage::new(&config), config, folder, _stop: stop.drop_guard() }
    }

    /// For signing what the port would not sign.
    pub fn sdk(&self) -> aws_sdk_s3::Client {
        sdk(&self.config)
    }

    /// An address that takes exactly `content`.
    pub async fn upload_for(&self, key: &str, content: &[u8]) -> PresignedUpload {
        let (size, sha256) = (content.len() as u64, sha256_hex(content));
        let ttl = Duration::from_secs(60);
        self.storage.presign_put(key, size, &sha256, "model/stl", ttl).await.unwrap()
    }

    pub async fn content(&self, key: &str) -> Option<Bytes> {
        self.storage.read_bytes(key, 1 << 20).await.ok()
    }

    pub async fn exists(&self, key: &str) -> bool {
        self.storage.head(key).await.unwrap().is_some()
    }

    /// Every file the server keeps, the hidden ones too.
    pub fn on_disk(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().join("storage")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found
    }
}

pub fn sdk(config: &S3Config) -> aws_sdk_s3::Client {
    let keys = Credentials::new(&config.access_key, &config.secret_key, None, None, "test");
    let config = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(config.region.clone()))
        .credentials_provider(keys)
        .endpoint_url(config.endpoint.as_ref().unwrap().as_str().trim_end_matches('/'))
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .force_path_style(true);
    aws_sdk_s3::Client::from_conf(config.build())
}

pub async fn put(upload: &PresignedUpload, body: impl Into<Bytes>) -> Answer {
    put_with(upload, &[], body).await
}

pub async fn put_with(upload: &PresignedUpload, more: &[(&str, &str)], body: impl Into<Bytes>) -> Answer {
    let headers: Vec<_> = pairs(upload).chain(more.iter().copied()).collect();
    http::send(Method::PUT, &upload.url, &headers, body).await
}

pub fn pairs(upload: &PresignedUpload) -> impl Iterator<Item = (&str, &str)> {
    upload.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
}

pub fn sha256_hex(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}
