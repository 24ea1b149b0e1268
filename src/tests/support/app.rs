//! The whole server in the test's own process: real router, real storage, the sandbox on a real port.

use axum::ServiceExt;
use prosets::server::config::{Config, Storage};
use prosets::server::entry::Entry;
use prosets::server::session::Sessions;
use prosets::server::state::State;
use prosets::server::{jobs, page_cache, start};
use sea_orm::DatabaseConnection;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::client::Client;

/// Where sessions are without Redis.
pub fn in_table(db: &DatabaseConnection) -> Sessions {
    Sessions::new(db.clone(), None)
}

pub struct TestApp {
    pub state: State,
    pub entry: Entry,
    stop: CancellationToken,
    _folder: TempDir,
}

impl TestApp {
    pub async fn start(db: DatabaseConnection) -> Self {
        Self::with(db, &[]).await
    }

    /// With some settings other than their defaults.
    pub async fn with(db: DatabaseConnection, vars: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port().to_string();
        let data = folder.path().to_str().unwrap().to_owned();
        let fixed = [
            ("PORT", port.as_str()),
            ("PROSETS_DATA_DIR", &data),
            ("PROSETS_RATE_LIMITS", "off"),
            // Tests write behind the shop's back; those of the cache turn it on.
            ("PROSETS_PAGE_CACHE", "off"),
        ];
        let vars = fixed.iter().chain(vars).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let vars: std::collections::BTreeMap<_, _> = vars.collect();
        let mut config = Config::from_vars(vars).unwrap();
        config.storage = Storage::Embedded { port: 0 };
        let stop = CancellationToken::new();
        let started = start::start_on(db.clone(), db, config, &stop).await.unwrap();
        let entry = Entry::new(started.state.clone());
        let service = entry.clone().into_make_service_with_connect_info::<std::net::SocketAddr>();
        let told = stop.clone();
        tokio::spawn(async move {
            axum::serve(listener, service).with_graceful_shutdown(told.cancelled_owned()).await.unwrap();
        });
        let app = Self { state: started.state, entry, stop, _folder: folder };
        if app.state.config.server.page_cache {
            tokio::spawn(page_cache::hear(app.state.clone(), app.stop.clone()));
            until(|| app.state.pages.answers()).await;
        }
        app
    }

    /// A browser of its own: keeps cookies, follows nothing by itself.
    pub fn client(&self) -> Client {
        Client::new(self.entry.clone(), self.state.sessions.clone())
    }

    /// Does every job that is due, and those that follow from them; what the sandbox sent is delivered first.
    pub async fn settle(&self) {
        loop {
            let delivered = match &self.state.sandbox {
                Some(sandbox) => sandbox.deliver_due().await,
                None => 0,
            };
            let done = jobs::run_due(&self.state, "test").await.unwrap();
            if delivered + done == 0 {
                return;
            }
        }
    }
}

/// Waits for what something beside the test brings about.
pub async fn until(holds: impl Fn() -> bool) {
    for _ in 0..1000 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("it did not come about within 20 seconds");
}

impl Drop for TestApp {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
