//! Opens the configured storage: an S3 somewhere, or the embedded one.

use tokio_util::sync::CancellationToken;

use crate::ports::storage::S3Config;
use crate::ports::storage::embedded::{EmbeddedConfig, EmbeddedS3, StartError};
use crate::server::config::{Config, Storage};

/// How to reach it and, where this process is the one that runs the embedded server, that server: it ends with
/// `stop`. Where another process of this shop runs it already, that one is used.
pub async fn open(
    config: &Config,
    stop: CancellationToken,
) -> Result<(S3Config, Option<EmbeddedS3>), StartError> {
    match &config.storage {
        Storage::S3(s3) => {
            let storage = S3Config {
                endpoint: s3.endpoint.clone(),
                public_endpoint: None,
                region: s3.region.clone(),
                bucket: s3.bucket.clone(),
                access_key: s3.access_key_id.expose().to_owned(),
                secret_key: s3.secret_access_key.expose().to_owned(),
            };
            Ok((storage, None))
        }
        Storage::Embedded { port } => {
            let embedded = EmbeddedConfig {
                host: config.server.host,
                port: *port,
                public_url: None,
                data_dir: config.server.data_dir.clone(),
                allowed_origins: vec![config.server.base_url.clone()],
            };
            EmbeddedS3::start_or_join(embedded, stop).await
        }
    }
}
