//! Where files live: written to, read from and tidied up.

use std::io;

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::Report;
use crate::ports::storage::{S3Storage, Storage as _};
use crate::server::config::{Config, Storage};
use crate::server::files;

const NAME: &str = "storage";

pub(super) async fn check(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    match config.storage {
        // Starting the embedded server would make its folder.
        Storage::Embedded { port } if !config.server.data_path("storage").exists() => {
            match TcpListener::bind((config.server.host, port)).await {
                Ok(_) => report
                    .note(NAME, format!("nothing is stored yet; serve makes the room (port {port} is free)")),
                Err(error) => {
                    report.fail(NAME, format!("port {port} cannot be used ({error}): set PROSETS_S3_PORT"))
                }
            }
        }
        _ => use_it(config, report).await,
    }
}

async fn use_it(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    let stop = CancellationToken::new();
    let (storage, server) = match files::open(config, stop.clone()).await {
        Ok(opened) => opened,
        Err(error) => return report.fail(NAME, error.to_string()),
    };
    let outcome = S3Storage::new(&storage).check().await;
    let place = match (&config.storage, &server) {
        (Storage::S3(s3), _) => format!("bucket {}", s3.bucket),
        (Storage::Embedded { port }, None) => format!("the file server of the running shop, at port {port},"),
        (Storage::Embedded { port }, Some(_)) => format!("the embedded file server, at port {port},"),
    };
    stop.cancel();
    if let Some(server) = server {
        server.stopped().await;
    }
    match outcome {
        Ok(()) => report.ok(NAME, format!("{place} was written to, read from and tidied up")),
        Err(error) => report.fail(NAME, format!("{place} does not work: {error}")),
    }
}
