//! What every request shares: settings, the database, the outside systems, the clock.

use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use sea_orm::DatabaseConnection;
use tokio::sync::{Notify, Semaphore};

use crate::accounts::TokenKeys;
use crate::ports::mail::{FilesMailer, Mailer};
use crate::ports::payments::{PaymentProvider, Sandbox};
use crate::ports::redis::Redis;
use crate::ports::storage::Storage;
use crate::server::clock::Clock;
use crate::server::config::Config;
use crate::server::issuers::Issuers;
use crate::server::limits::Limits;
use crate::server::page_cache::PageCache;
use crate::server::proof::Proofs;
use crate::server::seal::Seal;
use crate::server::session::Sessions;
use crate::server::site::Site;

/// Cheap to clone: one pointer.
#[derive(Clone)]
pub struct State(Arc<Parts>);

pub struct Parts {
    pub config: Config,
    pub db: DatabaseConnection,
    /// The same database, where searches read it.
    pub searched: DatabaseConnection,
    pub redis: Option<Redis>,
    pub sessions: Sessions,
    pub storage: Arc<dyn Storage>,
    /// None where every listing is free.
    pub payments: Option<Arc<dyn PaymentProvider>>,
    /// The sandbox's own side of the payments above, while it is what we take payments with.
    pub sandbox: Option<Arc<Sandbox>>,
    pub mail: Arc<dyn Mailer>,
    /// What was sent while mail goes into files, for the page that shows it.
    pub stored_mail: Arc<FilesMailer>,
    /// Where browsers send and fetch files: storage's own origin.
    pub upload_origin: String,
    pub clock: Clock,
    pub site: Site,
    /// Who else vouches for people.
    pub issuers: Issuers,
    pub tokens: TokenKeys,
    pub seal: Seal,
    pub limits: Limits,
    pub proofs: Proofs,
    /// Strangers' pages, and who is told when what they show changes.
    pub pages: PageCache,
    /// Rung when a job was written, so that the worker need not wait for its next look.
    pub new_job: Notify,
    /// How many passwords were compared with a stored one since the start.
    pub password_checks: AtomicU64,
    /// Password hashes and pictures at work at once: each takes a core and tens of megabytes.
    pub heavy_work: Semaphore,
}

impl State {
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }

    pub fn trusts_proxy(&self, ip: IpAddr) -> bool {
        self.config.server.trusted_proxies.iter().any(|net| net.contains(&ip))
    }
}

impl Deref for State {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
