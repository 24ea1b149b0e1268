//! The object operations we use, over `s3s-fs`. That checks a body only after it has taken the object's
//! place, so bodies are checked here while they pass: a wrong or cut-off one never becomes an object.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, ready};
use std::{fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use futures::Stream;
use s3s::dto::{
    CopyObjectInput, CopyObjectOutput, DeleteObjectInput, DeleteObjectOutput, GetObjectInput,
    GetObjectOutput, HeadBucketInput, HeadBucketOutput, HeadObjectInput, HeadObjectOutput, PutObjectInput,
    PutObjectOutput, StreamingBlob,
};
use s3s::{S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result};
use s3s_fs::FileSystem;
use sha2::{Digest as _, Sha256};

use super::durable;
use crate::ports::disk;

pub struct Objects {
    files: FileSystem,
    root: PathBuf,
}

impl Objects {
    pub fn new(files: FileSystem, root: &Path) -> Self {
        Self { files, root: root.to_owned() }
    }

    async fn keep(&self, bucket: String, key: String) -> S3Result<()> {
        let root = self.root.clone();
        disk::run(move || durable::sync(&root, &bucket, &key)).await.map_err(|error| {
            tracing::error!(%error, "a stored file may not survive a power cut");
            S3Error::with_message(
                S3ErrorCode::InternalError,
                "The file could not be put on the disk for good.",
            )
        })
    }
}

#[async_trait::async_trait]
impl S3 for Objects {
    async fn put_object(
        &self,
        mut request: S3Request<PutObjectInput>,
    ) -> S3Result<S3Response<PutObjectOutput>> {
        let fault = Arc::new(OnceLock::new());
        let input = &mut request.input;
        if let Some(body) = input.body.take() {
            let size = input.content_length.and_then(|size| u64::try_from(size).ok());
            let sha256 = input.checksum_sha256.clone();
            let checked =
                Checked { body, size, sha256, seen: 0, hasher: Sha256::new(), fault: fault.clone() };
            input.body = Some(StreamingBlob::wrap(checked));
        }
        // Not signed, hence the uploader's to choose: downloads must not carry them.
        input.content_encoding = None;
        input.content_disposition = None;
        input.content_language = None;
        input.cache_control = None;
        input.expires = None;
        input.website_redirect_location = None;
        let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
        let stored = self.files.put_object(request).await;
        let stored = stored.map_err(|error| fault.get().copied().map_or(error, Fault::into))?;
        self.keep(bucket, key).await?;
        Ok(stored)
    }

    async fn delete_object(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        let side_files = durable::side_files(&self.root, &request.input.bucket, &request.input.key);
        let deleted = self.files.delete_object(request).await?;
        // `s3s-fs` leaves these two behind for good.
        for side_file in side_files {
            let _ = disk::run(move || fs::remove_file(side_file)).await;
        }
        Ok(deleted)
    }

    async fn get_object(&self, request: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        self.files.get_object(request).await
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        self.files.head_object(request).await
    }

    async fn copy_object(
        &self,
        request: S3Request<CopyObjectInput>,
    ) -> S3Result<S3Response<CopyObjectOutput>> {
        let (bucket, key) = (request.input.bucket.clone(), request.input.key.clone());
        let copied = self.files.copy_object(request).await?;
        self.keep(bucket, key).await?;
        Ok(copied)
    }

    async fn head_bucket(
        &self,
        request: S3Request<HeadBucketInput>,
    ) -> S3Result<S3Response<HeadBucketOutput>> {
        self.files.head_bucket(request).await
    }
}

#[derive(Clone, Copy, Debug)]
enum Fault {
    Incomplete,
    TooLong,
    WrongContent,
}

impl From<Fault> for S3Error {
    fn from(fault: Fault) -> Self {
        let (code, message) = match fault {
            Fault::Incomplete => (S3ErrorCode::IncompleteBody, "The body ended before its announced size."),
            Fault::TooLong => (S3ErrorCode::EntityTooLarge, "The body is larger than its announced size."),
            Fault::WrongContent => (S3ErrorCode::BadDigest, "The body does not have the announced SHA-256."),
        };
        Self::with_message(code, message)
    }
}

/// A body that fails instead of ending when it is not what was announced.
struct Checked {
    body: StreamingBlob,
    /// Bytes announced.
    size: Option<u64>,
    /// Base64, as S3 sends it.
    sha256: Option<String>,
    seen: u64,
    hasher: Sha256,
    fault: Arc<OnceLock<Fault>>,
}

impl Checked {
    fn take(&mut self, chunk: &Bytes) -> Result<(), Fault> {
        self.seen += chunk.len() as u64;
        if self.size.is_some_and(|size| self.seen > size) {
            return Err(Fault::TooLong);
        }
        if self.sha256.is_some() {
            self.hasher.update(chunk);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Fault> {
        if self.size.is_some_and(|size| self.seen != size) {
            return Err(Fault::Incomplete);
        }
        let digest = STANDARD.encode(self.hasher.finalize_reset());
        match &self.sha256 {
            Some(announced) if *announced != digest => Err(Fault::WrongContent),
            _ => Ok(()),
        }
    }

    fn refuse(&self, fault: Fault) -> Poll<Option<io::Result<Bytes>>> {
        let fault = *self.fault.get_or_init(|| fault);
        Poll::Ready(Some(Err(io::Error::other(format!("{fault:?}")))))
    }
}

impl Stream for Checked {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match ready!(Pin::new(&mut self.body).poll_next(cx)) {
            Some(Ok(chunk)) => match self.take(&chunk) {
                Ok(()) => Poll::Ready(Some(Ok(chunk))),
                Err(fault) => self.refuse(fault),
            },
            Some(Err(_)) => self.refuse(Fault::Incomplete),
            None => match self.finish() {
                Ok(()) => Poll::Ready(None),
                Err(fault) => self.refuse(fault),
            },
        }
    }
}
