//! The long-running commands.

use std::net::SocketAddr;

use axum::ServiceExt;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::server::config::{Config, Fault};
use crate::server::entry::Entry;
use crate::server::{jobs, page_cache, start};

/// Why a start failed.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The settings do not fit what is in the database; exit 78.
    #[error("the settings do not fit the shop")]
    Settings(Vec<Fault>),
    #[error("{0}")]
    Failed(String),
}

/// Answers requests and works through the jobs until told to stop; what is under way is finished.
pub async fn serve(config: Config) -> Result<(), StartError> {
    let stop = CancellationToken::new();
    let address = config.server.address();
    let listener = TcpListener::bind(address).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => StartError::Failed(format!(
            "Port {} is in use, perhaps by another prosets. Stop it, or set PORT to a free one.",
            address.port()
        )),
        _ => StartError::Failed(format!("Cannot listen on {address}: {error}.")),
    })?;
    let started = start::start(config, &stop).await?;
    let (db, searched) = (started.state.db.clone(), started.state.searched.clone());
    let mut beside = started.beside;
    beside.push(tokio::spawn(jobs::work(started.state.clone(), stop.clone())));
    beside.push(tokio::spawn(page_cache::hear(started.state.clone(), stop.clone())));
    beside.extend(started.state.sandbox.as_ref().map(|sandbox| sandbox.spawn_deliveries(stop.clone())));
    let asked = started.state.clone();
    tokio::spawn(async move { asked.issuers.announce(&asked.config).await });
    tracing::info!(address = %started.state.config.server.base_url, "ready");

    // Without it every page waits 40 ms for Nagle's algorithm and a delayed acknowledgement.
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY");
        }
    });
    let service = Entry::new(started.state).into_make_service_with_connect_info::<SocketAddr>();
    let told = stop.clone();
    let shutdown = async move {
        told_to_stop().await;
        tracing::info!("stopping: finishing what is under way");
        told.cancel();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(shutdown).await;
    stop.cancel();
    for task in beside {
        if let Err(error) = task.await {
            tracing::error!(%error, "a task broke off");
        }
    }
    // SQLite then puts its log into the database file, which can be copied as it is.
    drop(searched.close().await);
    drop(db.close().await);
    served.map_err(|error| StartError::Failed(error.to_string()))
}

/// Works through the jobs beside a running `serve`.
pub async fn work(config: Config) -> Result<(), StartError> {
    let stop = CancellationToken::new();
    let started = start::start(config, &stop).await?;
    let worker = tokio::spawn(jobs::work(started.state, stop.clone()));
    told_to_stop().await;
    stop.cancel();
    for task in started.beside.into_iter().chain([worker]) {
        task.await.map_err(|error| StartError::Failed(error.to_string()))?;
    }
    Ok(())
}

/// Ctrl-C, or SIGTERM from whoever runs the service.
async fn told_to_stop() {
    let interrupt = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
