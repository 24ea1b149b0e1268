//! Files kept outside the database: sold files, uploads on their way, preview pictures.
//! One adapter speaks S3; with nothing configured it speaks to the embedded server.

use std::io;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use futures::TryStreamExt;
use futures::stream::BoxStream;
use sha2::{Digest as _, Sha256};
use url::Url;

use crate::kit::error::AppError;
use crate::kit::ids;

mod disposition;
pub mod embedded;
pub mod key;
mod s3;

pub use s3::{S3Config, S3Storage};

/// Pages that may be framed lie under this: the only text shown in place, always in a sandbox.
pub const PAGES: &str = "pages/";
pub const PAGE_TYPE: &str = "text/html; charset=utf-8";

pub type StorageResult<T> = Result<T, StorageError>;
pub type ObjectStream = BoxStream<'static, io::Result<Bytes>>;

/// Keys are lower-case paths, see [`key::check`]; a bad one is `BadKey` before anything is asked.
#[async_trait]
pub trait Storage: Send + Sync {
    /// An address that takes exactly these bytes by PUT for `ttl` (at most an hour): size, checksum
    /// and type are signed in, so another size or content is refused. Empty files cannot be signed for.
    async fn presign_put(
        &self,
        key: &str,
        size_bytes: u64,
        sha256_hex: &str,
        content_type: &str,
        ttl: Duration,
    ) -> StorageResult<PresignedUpload>;

    /// An address that gives this one object by GET. With a name it is saved under that name;
    /// without one it is shown in place if it is a picture, or one of the [`PAGES`].
    async fn presign_get(
        &self,
        key: &str,
        download_name: Option<&str>,
        content_type: &str,
        ttl: Ttl,
    ) -> StorageResult<Url>;

    /// Writes or replaces an object.
    async fn put(&self, key: &str, body: ObjectBody, content_type: &str) -> StorageResult<()>;

    async fn head(&self, key: &str) -> StorageResult<Option<ObjectInfo>>;

    /// `NotFound` where there is no such object.
    async fn read(&self, key: &str) -> StorageResult<Object>;

    /// Copies bytes and content type, nothing else; `NotFound` where there is no `from`.
    async fn copy(&self, from: &str, to: &str) -> StorageResult<()>;

    /// Gone afterwards, whether or not it was there.
    async fn delete(&self, key: &str) -> StorageResult<()>;

    /// Hash and size as they are stored now, read as a stream.
    async fn sha256(&self, key: &str) -> StorageResult<Checksum> {
        let mut stream = self.read(key).await?.stream;
        let (mut hasher, mut size_bytes) = (Sha256::new(), 0);
        while let Some(chunk) = stream.try_next().await.map_err(StorageError::interrupted)? {
            hasher.update(&chunk);
            size_bytes += chunk.len() as u64;
        }
        Ok(Checksum { sha256_hex: hex::encode(hasher.finalize()), size_bytes })
    }

    /// A small object whole; `TooLarge` beyond `max_bytes`.
    async fn read_bytes(&self, key: &str, max_bytes: usize) -> StorageResult<Bytes> {
        let mut stream = self.read(key).await?.stream;
        let mut bytes = Vec::new();
        while let Some(chunk) = stream.try_next().await.map_err(StorageError::interrupted)? {
            if bytes.len() + chunk.len() > max_bytes {
                return Err(StorageError::TooLarge(max_bytes));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.into())
    }

    /// Writes, reads and deletes one object.
    async fn check(&self) -> StorageResult<()> {
        let key = format!("checks/{}", ids::new_id());
        let sent = Bytes::from(key.clone());
        self.put(&key, sent.clone().into(), "text/plain").await?;
        let received = self.read_bytes(&key, 1024).await;
        self.delete(&key).await?;
        match received? {
            bytes if bytes == sent => Ok(()),
            _ => Err(StorageError::Unavailable("what was read is not what was written".into())),
        }
    }
}

/// What the uploader sends: PUT `url` with `headers` and the body. Content-Length is signed too; every client sets it by itself.
#[derive(Clone, Debug)]
pub struct PresignedUpload {
    pub url: Url,
    pub headers: Vec<(String, String)>,
}

/// How long a download address lives: 1 to 300 seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ttl(u16);

impl Ttl {
    pub const MAX: Self = Self(300);

    pub fn seconds(seconds: u16) -> Option<Self> {
        (1..=Self::MAX.0).contains(&seconds).then_some(Self(seconds))
    }

    pub fn as_secs(self) -> u64 {
        self.0.into()
    }
}

pub enum ObjectBody {
    Bytes(Bytes),
    /// Streamed from disk.
    File(PathBuf),
}

impl From<Bytes> for ObjectBody {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<Vec<u8>> for ObjectBody {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectInfo {
    pub size_bytes: u64,
    pub content_type: Option<String>,
}

pub struct Object {
    pub info: ObjectInfo,
    pub stream: ObjectStream,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    pub sha256_hex: String,
    pub size_bytes: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    #[error("no such object")]
    NotFound,
    #[error("{0:?} cannot be a storage key")]
    BadKey(String),
    #[error("{0} cannot be signed")]
    Unsignable(&'static str),
    #[error("the object has more than {0} bytes")]
    TooLarge(usize),
    /// The storage did not do it: down, unreachable, misconfigured, full.
    #[error("storage is unavailable: {0}")]
    Unavailable(String),
}

impl StorageError {
    fn interrupted(error: io::Error) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::NotFound | StorageError::BadKey(_) => Self::not_found(),
            StorageError::TooLarge(_) => Self::too_large("This file is too large."),
            StorageError::Unsignable(_) | StorageError::Unavailable(_) => {
                tracing::error!(%error, "storage");
                Self::unavailable("Files cannot be reached right now. Please try again in a moment.")
            }
        }
    }
}
