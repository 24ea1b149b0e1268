//! `prosets doctor`: every setting and each configured part, checked by using it; one line each.

mod database;
mod files;
mod issuers;
mod mail;
mod ports;
mod redis;
mod report;
mod settings;
mod storage;

use std::io;

use super::{Failure, Outcome};
use crate::server::config::{Config, Fault};
use report::Report;

/// Leaves everything as it was: a shop that is not there yet is not made.
pub(super) async fn run(config: Result<Config, Vec<Fault>>) -> Outcome {
    let mut out = io::stdout();
    let mut report = Report::new(&mut out);
    match config {
        Ok(config) => examine(&config, &mut report).await?,
        Err(faults) => settings::faults(&faults, &mut report)?,
    }
    if report.failed() { Err(Failure::Told) } else { Ok(()) }
}

async fn examine(config: &Config, report: &mut Report<'_>) -> io::Result<()> {
    settings::check(config, report)?;
    files::check(config, report)?;
    database::check(config, report).await?;
    redis::check(config, report).await?;
    storage::check(config, report).await?;
    issuers::check(config, report).await?;
    mail::check(config, report).await?;
    ports::check(config, report).await
}
