//! `prosets seed`

use std::sync::Mutex;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use tokio_util::sync::CancellationToken;

use super::{Failure, Outcome};
use crate::seed::{self, Progress, SeedOptions};
use crate::server::config::Config;
use crate::server::start;

/// The same numbers always make the same shop, and what is there already is left alone: it may be run again, and
/// beside a serving process.
#[derive(Clone, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Seed {
    /// The demo shop: people, listings with files and pictures, past orders and reviews
    #[arg(long)]
    pub demo: bool,
    /// With --demo: coarser models and small pictures, for tests
    #[arg(long, requires = "demo")]
    pub quick: bool,
    /// This many plain listings, to measure with
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub assets: u64,
    /// This many sellers to share them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub sellers: u64,
    /// This many paid orders of them
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub orders: u64,
}

pub(super) async fn run(config: Config, command: Seed) -> Outcome {
    if config.server.is_production() {
        return Err(Failure::message("The demo shop and its passwords are public: not in production."));
    }
    let stop = CancellationToken::new();
    let started = start::start(config, &stop).await?;
    let Seed { demo, quick, assets, sellers, orders } = command;
    let bar = Bar::default();
    let options = SeedOptions { demo, quick, assets, sellers, orders };
    let seeded = seed::run(&started.state, options, &bar).await;
    bar.finish();
    stop.cancel();
    for task in started.beside {
        task.await.map_err(Failure::message)?;
    }
    started.state.db.clone().close().await.map_err(Failure::message)?;
    seeded.map_err(Failure::message)
}

/// One bar on standard error, renewed for each step.
#[derive(Default)]
struct Bar(Mutex<Option<ProgressBar>>);

impl Bar {
    fn with(&self, act: impl FnOnce(&mut Option<ProgressBar>)) {
        act(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    }

    fn finish(&self) {
        self.with(|bar| {
            if let Some(bar) = bar.take() {
                bar.finish();
            }
        });
    }
}

impl Progress for Bar {
    fn begin(&self, step: &str, parts: u64) {
        self.finish();
        let style = ProgressStyle::with_template("{msg:32} {bar:40} {pos}/{len} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        let fresh = ProgressBar::new(parts).with_style(style).with_message(step.to_owned());
        self.with(|bar| *bar = Some(fresh));
    }

    fn advance(&self, parts: u64) {
        self.with(|bar| {
            if let Some(bar) = bar {
                bar.inc(parts);
            }
        });
    }
}
