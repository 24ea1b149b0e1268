//! Opens every part the shop is made of, embedded or configured, and joins them into one state.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use sea_orm::DatabaseConnection;
use tokio::sync::{Notify, Semaphore};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::accounts::TokenKeys;
use crate::db::{self, PoolOptions};
use crate::ports::Now;
use crate::ports::mail::{FilesConfig, FilesMailer, Mailer};
use crate::ports::payments::{PaymentProvider, Sandbox, SandboxConfig};
use crate::ports::redis::Redis;
use crate::ports::storage::S3Storage;
use crate::server::clock::Clock;
use crate::server::config::{Config, PaymentProviders};
use crate::server::issuers::Issuers;
use crate::server::limits::Limits;
use crate::server::page_cache::{self, PageCache};
use crate::server::proof::Proofs;
use crate::server::run::StartError;
use crate::server::seal::Seal;
use crate::server::secrets::Secrets;
use crate::server::session::Sessions;
use crate::server::site::Site;
use crate::server::state::{Parts, State};
use crate::server::{files, mail, production};

/// The state, and what runs beside it until the token is cancelled.
pub struct Started {
    pub state: State,
    pub beside: Vec<JoinHandle<()>>,
}

/// Connects and migrates the database, then opens the rest; in production only where the database allows it.
pub async fn start(config: Config, stop: &CancellationToken) -> Result<Started, StartError> {
    let db = db::connect(config.database.url.expose(), PoolOptions::default()).await.map_err(failed)?;
    db::migrate(&db).await.map_err(failed)?;
    let faults = production::faults(&config, &db).await.map_err(failed)?;
    if !faults.is_empty() {
        return Err(StartError::Settings(faults));
    }
    let searched = db::for_searches(&db);
    start_on(db, searched, config, stop).await
}

/// Opens storage, payments and mail around a migrated database.
pub async fn start_on(
    db: DatabaseConnection,
    searched: DatabaseConnection,
    config: Config,
    stop: &CancellationToken,
) -> Result<Started, StartError> {
    let clock = Clock::default();
    let told = clock.clone();
    let now: Now = Arc::new(move || told.now());
    let site = Site::load(&config).map_err(failed)?;
    let secrets = Secrets::load(&config).map_err(failed)?;

    let redis = connect_redis(&config).await?;
    let sessions = Sessions::new(db.clone(), redis.clone());
    sessions.forget_replaced().await.map_err(failed)?;

    let mut beside = Vec::new();
    let (storage, server) = files::open(&config, stop.clone()).await.map_err(failed)?;
    beside.extend(server.map(|server| tokio::spawn(server.stopped())));
    let sandbox = match config.payments.providers {
        PaymentProviders::None => None,
        PaymentProviders::Sandbox => {
            let webhook = format!("http://127.0.0.1:{}/api/v1/webhooks/sandbox", config.server.port);
            let sandbox = Sandbox::open(SandboxConfig {
                data_dir: config.server.data_dir.clone(),
                public_url: config.server.base_url.parse().map_err(failed)?,
                webhook_url: webhook.parse().map_err(failed)?,
                now: now.clone(),
                retry_base: Duration::from_secs(1),
            });
            Some(Arc::new(sandbox.map_err(failed)?))
        }
    };
    let issuers = Issuers::open(&config, &now).map_err(failed)?;
    let stored_mail = FilesMailer::open(FilesConfig {
        data_dir: config.server.data_dir.clone(),
        from: config.mail.from.to_string(),
        now,
    });
    let stored_mail = Arc::new(stored_mail.map_err(failed)?);
    let mail: Arc<dyn Mailer> = match mail::smtp(&config).map_err(failed)? {
        Some(smtp) => Arc::new(smtp),
        None => stored_mail.clone(),
    };
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let upload_origin = match storage.public_endpoint.as_ref().or(storage.endpoint.as_ref()) {
        Some(endpoint) => endpoint.origin().ascii_serialization(),
        None => format!("https://s3.{}.amazonaws.com", storage.region),
    };
    let (pages, changes) = PageCache::new(config.server.page_cache);
    let state = State::new(Parts {
        pages,
        limits: Limits::new(config.server.rate_limits, redis.clone()),
        proofs: Proofs::new(secrets.derive("proof-of-work/hmac-sha256")),
        issuers,
        tokens: TokenKeys::from_secret(&secrets.token_signing_seed()),
        seal: Seal::new(&secrets.derive("seal/chacha20-poly1305")),
        upload_origin,
        payments: sandbox.clone().map(|sandbox| sandbox as Arc<dyn PaymentProvider>),
        storage: Arc::new(S3Storage::new(&storage)),
        stored_mail,
        config,
        db,
        searched,
        redis,
        sessions,
        sandbox,
        mail,
        clock,
        site,
        new_job: Notify::new(),
        password_checks: AtomicU64::new(0),
        heavy_work: Semaphore::new(cores),
    });
    beside.push(tokio::spawn(page_cache::tell(state.clone(), changes, stop.clone())));
    Ok(Started { state, beside })
}

/// Where it is configured it has to be there: half the sessions would be lost without.
pub async fn connect_redis(config: &Config) -> Result<Option<Redis>, StartError> {
    let Some(redis) = &config.redis else { return Ok(None) };
    let connected = Redis::connect(redis.url.expose()).await;
    connected.map(Some).map_err(|fault| {
        StartError::Failed(format!(
            "Redis, {}, does not answer ({fault}). Start it, or check REDIS_URL.",
            redis.place
        ))
    })
}

fn failed(error: impl std::fmt::Display) -> StartError {
    StartError::Failed(error.to_string())
}
