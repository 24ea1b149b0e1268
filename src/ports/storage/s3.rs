//! Storage over S3: AWS, R2, MinIO and the embedded server alike.

use std::fmt;
use std::time::Duration;

use async_trait::async_trait;
use aws_sdk_s3::Client;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::config::timeout::TimeoutConfig;
use aws_sdk_s3::config::{
    BehaviorVersion, Credentials, Region, RequestChecksumCalculation, ResponseChecksumValidation,
};
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::MetadataDirective;
use aws_smithy_http_client::{Builder as HttpClient, tls};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::Url;

use super::disposition::content_disposition;
use super::{
    Object, ObjectBody, ObjectInfo, ObjectStream, PAGES, PresignedUpload, Storage, StorageError,
    StorageResult, Ttl, key,
};

const UPLOAD_TTL_MAX: Duration = Duration::from_secs(3600);

#[derive(Clone)]
pub struct S3Config {
    /// Where this process finds the storage; `None` is AWS in `region`.
    pub endpoint: Option<Url>,
    /// Where browsers find it, if elsewhere. Signatures cover the host, so addresses are signed for this one.
    pub public_endpoint: Option<Url>,
    pub region: String,
    pub bucket: String,
    pub access_key: String,
    pub secret_key: String,
}

impl fmt::Debug for S3Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Config")
            .field("endpoint", &self.endpoint.as_ref().map(Url::as_str))
            .field("public_endpoint", &self.public_endpoint.as_ref().map(Url::as_str))
            .field("region", &self.region)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

pub struct S3Storage {
    inside: Client,
    /// Only signs, never connects.
    public: Client,
    bucket: String,
}

impl S3Storage {
    pub fn new(config: &S3Config) -> Self {
        Self {
            inside: client(config, config.endpoint.as_ref()),
            public: client(config, config.public_endpoint.as_ref().or(config.endpoint.as_ref())),
            bucket: config.bucket.clone(),
        }
    }

    /// Whether the bucket answers to these keys; touches no object.
    pub async fn reachable(&self) -> StorageResult<()> {
        self.inside.head_bucket().bucket(&self.bucket).send().await.map(drop).map_err(fault)
    }
}

fn client(config: &S3Config, endpoint: Option<&Url>) -> Client {
    let plain = endpoint.is_some_and(|url| url.scheme() == "http");
    let http = if plain {
        HttpClient::new().build_http()
    } else {
        HttpClient::new()
            .tls_provider(tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring))
            .build_https()
    };
    // A stalled body is ended by the SDK's own stalled-stream protection.
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(3))
        .read_timeout(Duration::from_secs(60))
        .build();
    let builder = aws_sdk_s3::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(http)
        .region(Region::new(config.region.clone()))
        .credentials_provider(Credentials::new(&config.access_key, &config.secret_key, None, None, "prosets"))
        .timeout_config(timeouts)
        .retry_config(RetryConfig::standard().with_max_attempts(3))
        // Newer checksum trailers are unknown to many S3 servers.
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired)
        .force_path_style(true);
    let builder = match endpoint {
        Some(url) => builder.endpoint_url(url.as_str().trim_end_matches('/')),
        None => builder,
    };
    Client::from_conf(builder.build())
}

#[async_trait]
impl Storage for S3Storage {
    async fn presign_put(
        &self,
        key: &str,
        size_bytes: u64,
        sha256_hex: &str,
        content_type: &str,
        ttl: Duration,
    ) -> StorageResult<PresignedUpload> {
        key::check(key)?;
        check_content_type(content_type)?;
        // Nought would go unsigned, and an empty file is nobody's product.
        let size = i64::try_from(size_bytes).ok().filter(|size| *size > 0);
        let size = size.ok_or(StorageError::Unsignable("this size"))?;
        let sha256 = hex::decode(sha256_hex)
            .ok()
            .filter(|digest| digest.len() == 32)
            .ok_or(StorageError::Unsignable("this checksum"))?;
        let signed = self
            .public
            .put_object()
            .bucket(&self.bucket)
            .key(key)
            .content_length(size)
            .content_type(content_type)
            .checksum_sha256(STANDARD.encode(sha256))
            .presigned(lifetime(ttl.min(UPLOAD_TTL_MAX))?)
            .await
            .map_err(fault)?;
        let headers = signed
            .headers()
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-length"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok(PresignedUpload { url: address(&signed)?, headers })
    }

    async fn presign_get(
        &self,
        key: &str,
        download_name: Option<&str>,
        content_type: &str,
        ttl: Ttl,
    ) -> StorageResult<Url> {
        key::check(key)?;
        check_content_type(content_type)?;
        let disposition = match download_name {
            None if key.starts_with(PAGES) => "inline".to_owned(),
            name => content_disposition(name, content_type),
        };
        let signed = self
            .public
            .get_object()
            .bucket(&self.bucket)
            .key(key)
            .response_content_type(content_type)
            .response_content_disposition(disposition)
            .presigned(lifetime(Duration::from_secs(ttl.as_secs()))?)
            .await
            .map_err(fault)?;
        address(&signed)
    }

    async fn put(&self, key: &str, body: ObjectBody, content_type: &str) -> StorageResult<()> {
        key::check(key)?;
        check_content_type(content_type)?;
        let body = match body {
            ObjectBody::Bytes(bytes) => ByteStream::from(bytes),
            ObjectBody::File(path) => ByteStream::from_path(path).await.map_err(unavailable)?,
        };
        let put = self.inside.put_object().bucket(&self.bucket).key(key);
        put.content_type(content_type).body(body).send().await.map(drop).map_err(fault)
    }

    async fn head(&self, key: &str) -> StorageResult<Option<ObjectInfo>> {
        key::check(key)?;
        match self.inside.head_object().bucket(&self.bucket).key(key).send().await.map_err(fault) {
            Ok(found) => Ok(Some(info(found.content_length(), found.content_type()))),
            Err(StorageError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn read(&self, key: &str) -> StorageResult<Object> {
        key::check(key)?;
        let found = self.inside.get_object().bucket(&self.bucket).key(key).send().await.map_err(fault)?;
        let info = info(found.content_length(), found.content_type());
        Ok(Object { info, stream: stream(found.body) })
    }

    async fn copy(&self, from: &str, to: &str) -> StorageResult<()> {
        key::check(to)?;
        let source = self.head(from).await?.ok_or(StorageError::NotFound)?;
        self.inside
            .copy_object()
            .copy_source(format!("{}/{from}", self.bucket))
            .bucket(&self.bucket)
            .key(to)
            // The uploader's own headers (encoding, disposition) stay behind.
            .metadata_directive(MetadataDirective::Replace)
            .set_content_type(source.content_type)
            .send()
            .await
            .map(drop)
            .map_err(fault)
    }

    async fn delete(&self, key: &str) -> StorageResult<()> {
        key::check(key)?;
        self.inside.delete_object().bucket(&self.bucket).key(key).send().await.map(drop).map_err(fault)
    }
}

fn info(size: Option<i64>, content_type: Option<&str>) -> ObjectInfo {
    ObjectInfo {
        size_bytes: size.and_then(|size| size.try_into().ok()).unwrap_or_default(),
        content_type: content_type.map(str::to_owned),
    }
}

fn stream(body: ByteStream) -> ObjectStream {
    Box::pin(futures::stream::try_unfold(body, |mut body| async move {
        let chunk = body.try_next().await.map_err(std::io::Error::other)?;
        Ok(chunk.map(|chunk| (chunk, body)))
    }))
}

fn check_content_type(content_type: &str) -> StorageResult<()> {
    let printable = !content_type.is_empty() && content_type.bytes().all(|b| (b' '..=b'~').contains(&b));
    printable.then_some(()).ok_or(StorageError::Unsignable("this content type"))
}

fn lifetime(ttl: Duration) -> StorageResult<PresigningConfig> {
    PresigningConfig::expires_in(ttl).map_err(|_| StorageError::Unsignable("this lifetime"))
}

fn address(signed: &PresignedRequest) -> StorageResult<Url> {
    Url::parse(signed.uri()).map_err(unavailable)
}

fn unavailable(error: impl std::error::Error) -> StorageError {
    StorageError::Unavailable(error.to_string())
}

/// S3's error in our words.
fn fault<E: std::error::Error + ProvideErrorMetadata + 'static>(error: SdkError<E>) -> StorageError {
    let code = error.code().unwrap_or_default();
    if matches!(code, "NoSuchKey" | "NotFound") {
        return StorageError::NotFound;
    }
    let mut reason = error.message().map_or_else(|| code.to_owned(), |message| format!("{code}: {message}"));
    let mut cause = std::error::Error::source(&error).filter(|_| reason.is_empty());
    while let Some(source) = cause {
        reason = format!("{reason}{}{source}", if reason.is_empty() { "" } else { ": " });
        cause = source.source();
    }
    StorageError::Unavailable(if reason.is_empty() { error.to_string() } else { reason })
}
