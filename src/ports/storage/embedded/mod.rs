//! The S3 server inside this process, for shops that configured none. It is spoken to exactly like AWS.
//! Its origin (127.0.0.1) is not the shop's (localhost): cookies do not know ports.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::{S3Config, S3Storage};
use crate::ports::disk;

mod access;
pub mod durable;
mod objects;
mod service;

const BUCKET: &str = "prosets";
const ACCESS_KEY: &str = "prosets";
const REGION: &str = "us-east-1";
/// A server of this shop on the same port answers within this.
const NEIGHBOURS_PATIENCE: Duration = Duration::from_secs(5);
/// Transfers under way may finish for this long after the stop.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Clone, Debug)]
pub struct EmbeddedConfig {
    pub host: IpAddr,
    /// 0 takes any free port.
    pub port: u16,
    /// Where browsers find it, if not at `http://{host}:{port}`.
    pub public_url: Option<Url>,
    /// Files go to `storage/` in here, the key to `storage.secret`.
    pub data_dir: PathBuf,
    /// The shop's origins, such as `http://localhost:3000`: their pages may upload and read.
    pub allowed_origins: Vec<String>,
}

/// The running server. It ends with the token it was started with.
pub struct EmbeddedS3 {
    storage: S3Config,
    task: JoinHandle<()>,
}

impl EmbeddedS3 {
    /// Listens, makes the bucket and serves until `stop`.
    pub async fn start(config: EmbeddedConfig, stop: CancellationToken) -> Result<Self, StartError> {
        let (host, port) = (config.host, config.port);
        // The port comes first: who holds it owns the folder, and clears what was cut off in it.
        let listener = TcpListener::bind((host, port)).await.map_err(|source| match source.kind() {
            io::ErrorKind::AddrInUse => StartError::PortInUse { host, port },
            _ => StartError::Listen { host, port, source },
        })?;
        let addr = listener.local_addr().map_err(|source| StartError::Listen { host, port, source })?;
        let storage = storage_config(&config, addr)?;
        let root = config.data_dir.join("storage");
        let folder = root.join(BUCKET);
        disk::run(move || std::fs::create_dir_all(folder)).await.map_err(|source| unusable(&root, source))?;
        let router = service::router(&root, &storage, &config.allowed_origins)?;
        let task = tokio::spawn(serve(listener, router, stop));
        Ok(Self { storage, task })
    }

    /// Starts the server, or uses the one that another process of this shop runs on the same port.
    pub async fn start_or_join(
        config: EmbeddedConfig,
        stop: CancellationToken,
    ) -> Result<(S3Config, Option<Self>), StartError> {
        let error = match Self::start(config.clone(), stop).await {
            Ok(server) => return Ok((server.storage.clone(), Some(server))),
            Err(error @ StartError::PortInUse { .. }) => error,
            Err(error) => return Err(error),
        };
        let storage = storage_config(&config, SocketAddr::new(config.host, config.port))?;
        let asked = S3Storage::new(&storage);
        // Another program may take the connection and never answer.
        match tokio::time::timeout(NEIGHBOURS_PATIENCE, asked.reachable()).await {
            Ok(Ok(())) => Ok((storage, None)),
            _ => Err(error),
        }
    }

    /// What [`S3Storage::new`] takes.
    pub fn storage_config(&self) -> &S3Config {
        &self.storage
    }

    /// Returns once the server has stopped and what was under way is done.
    pub async fn stopped(self) {
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the file server broke off");
        }
    }
}

async fn serve(listener: TcpListener, router: axum::Router, stop: CancellationToken) {
    let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
    let serving = axum::serve(listener, router).with_graceful_shutdown(stop.clone().cancelled_owned());
    let too_long = async {
        stop.cancelled().await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        _ = serving => {}
        () = too_long => tracing::warn!("the file server stopped with transfers under way"),
    }
}

fn storage_config(config: &EmbeddedConfig, addr: SocketAddr) -> Result<S3Config, StartError> {
    let secret = config.data_dir.join("storage.secret");
    let secret_key = disk::kept_secret(&secret).map_err(|source| unusable(&secret, source))?;
    // Listening everywhere includes here.
    let ip = if addr.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { addr.ip() };
    let endpoint = Url::parse(&format!("http://{}", SocketAddr::new(ip, addr.port()))).ok();
    Ok(S3Config {
        endpoint,
        public_endpoint: config.public_url.clone(),
        region: REGION.to_owned(),
        bucket: BUCKET.to_owned(),
        access_key: ACCESS_KEY.to_owned(),
        secret_key,
    })
}

fn unusable(path: &Path, source: io::Error) -> StartError {
    StartError::Folder { path: path.to_owned(), source }
}

/// Why the file server did not start, in words for the person who started it.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "Port {port} on {host}, where files are served, is in use. Stop what uses it, or set PROSETS_S3_PORT to a free port."
    )]
    PortInUse { host: IpAddr, port: u16 },
    #[error("The file server cannot listen on {host}:{port}: {source}. Set PROSETS_S3_PORT to another port.")]
    Listen { host: IpAddr, port: u16, source: io::Error },
    #[error(
        "{} cannot be used for files: {source}. Mend it, or set PROSETS_DATA_DIR to a folder that can be written to.",
        path.display()
    )]
    Folder { path: PathBuf, source: io::Error },
    #[error("{0:?} is not an origin such as http://localhost:3000. Check AUTH0_BASE_URL.")]
    Origin(String),
}
